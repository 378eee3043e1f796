package dev.offramp.cli.watch;

import dev.offramp.cli.analysis.ChangeEffect;
import dev.offramp.throughput.ServedWindow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the newest changes of policy and bundle did. What can be told once the time after a change is over is kept: windows are added up
 * as they grow old. Not thread-safe.
 */
final class Effects {

    private static final int MOST = 5;
    private static final String BUNDLE = "bundle";
    private static final Set<String> CHANGES = Set.of("policy", BUNDLE);

    /** Windows come some time after their end. */
    private static final long SETTLED_MILLIS = ChangeEffect.SPAN_MILLIS + 30_000;

    private final Map<Event, String> settled = new HashMap<>();

    /** Of the changes among some events, in the order of time. */
    Map<Event, String> of(List<Event> events, List<ServedWindow> windows, long nowMillis) {
        List<Event> changes =
                events.stream().filter(event -> CHANGES.contains(event.kind())).toList();
        Map<Event, String> effects = new HashMap<>();
        for (int i = Math.max(0, changes.size() - MOST); i < changes.size(); i++) {
            Event change = changes.get(i);
            long last = i == 0 ? 0 : changes.get(i - 1).atMillis();
            long next = i + 1 == changes.size() ? nowMillis : changes.get(i + 1).atMillis();
            Optional<String> effect =
                    Optional.ofNullable(settled.get(change)).or(() -> effect(change, windows, last, next));
            effect.ifPresent(told -> effects.put(change, told));
        }
        settled.keySet().retainAll(effects.keySet());
        effects.forEach((change, told) -> {
            if (nowMillis - change.atMillis() > SETTLED_MILLIS) {
                settled.put(change, told);
            }
        });
        return Map.copyOf(effects);
    }

    private static Optional<String> effect(Event change, List<ServedWindow> windows, long last, long next) {
        return change.kind().equals(BUNDLE)
                ? ChangeEffect.ofBundle(windows, last, change.atMillis(), next)
                : ChangeEffect.ofPolicy(windows, last, change.atMillis(), next);
    }
}
