package dev.offramp.cli.watch;

import dev.offramp.sample.BundleId;
import dev.offramp.throughput.ServedWindow;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tells when a bundle begins to answer that did not before. Two that answer beside each other, as of two jobs on one topic, are no
 * change; windows that come late neither. Not thread-safe.
 */
final class BundleChanges {

    private static final long AWAY_MILLIS = Duration.ofMinutes(2).toMillis();

    private final Map<BundleId, Long> lastEnds = new HashMap<>();
    private Optional<ServedWindow> newest = Optional.empty();

    /** What a window says of it. */
    Optional<Event> changedBy(ServedWindow window) {
        long start = window.window().startMillis();
        Optional<ServedWindow> before = newest;
        if (before.isPresent() && start < before.get().window().startMillis()) {
            return Optional.empty();
        }
        newest = Optional.of(window);
        Long seen = lastEnds.put(window.bundle(), window.window().endMillis());
        boolean isBack = seen == null || start - seen > AWAY_MILLIS;
        return before.filter(one -> isBack && !one.bundle().equals(window.bundle()))
                .map(one -> new Event(start, "bundle", window.bundle() + " answers; before it " + one.bundle()));
    }
}
