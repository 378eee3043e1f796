package dev.offramp.cli.watch;

import dev.offramp.throughput.ServedWindow;
import dev.offramp.throughput.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Tells when a bundle begins to answer, beside others or in place of them, and when one does no more while others do: a few samples may all
 * be someone else's for a while. Windows that come late tell nothing. Not thread-safe.
 */
final class BundleChanges {

    private static final long AWAY_MILLIS = Duration.ofMinutes(2).toMillis();

    /**
     * A bundle that answers.
     *
     * @param silentMillis for which others have answered since its newest window
     */
    private record Answering(ServedWindow newest, long silentMillis) {

        Answering silentFor(long millis) {
            return new Answering(newest, silentMillis + millis);
        }

        boolean isAway() {
            return silentMillis > AWAY_MILLIS;
        }

        Event end() {
            return new Event(newest.window().endMillis(), "ended", newest.bundle() + " answers no more");
        }
    }

    private final Map<String, Answering> answering = new TreeMap<>();
    private long newestStart = Long.MIN_VALUE;

    /** What a window says of it. */
    List<Event> changedBy(ServedWindow served) {
        Window window = served.window();
        if (window.startMillis() < newestStart || window.totals().samples() == 0) { // a shadow answers nothing
            return List.of();
        }
        if (window.startMillis() > newestStart) {
            newestStart = window.startMillis();
            answering.replaceAll((name, one) -> one.silentFor(window.endMillis() - window.startMillis()));
        }
        List<Event> changes = new ArrayList<>();
        String name = served.bundle().toString();
        if (!answering.isEmpty() && !answering.containsKey(name)) {
            String before = answering.keySet().stream().collect(Collectors.joining(" and "));
            changes.add(new Event(window.startMillis(), "bundle", name + " answers from now on; before it " + before));
        }
        answering.put(name, new Answering(served, 0));
        answering.values().stream()
                .filter(Answering::isAway)
                .map(Answering::end)
                .forEach(changes::add);
        answering.values().removeIf(Answering::isAway);
        return changes;
    }
}
