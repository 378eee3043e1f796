package dev.offramp.registry;

import dev.offramp.rejects.Refusal;
import java.time.Duration;

/**
 * That an id is refused, and how long that is believed: briefly at first, for it may be registered in this moment, and twice as long each
 * time that nothing has changed.
 *
 * @param sinceNanos as {@link Time#nanos()}
 */
record Doubt(Refusal refusal, long sinceNanos, Duration kept) {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    static Doubt first(Refusal refusal, long nowNanos) {
        return new Doubt(refusal, nowNanos, FIRST);
    }

    Doubt again(Refusal now, long nowNanos) {
        Duration longer = kept.multipliedBy(2);
        return new Doubt(now, nowNanos, longer.compareTo(LONGEST) < 0 ? longer : LONGEST);
    }

    boolean isBelieved(long nowNanos) {
        return nowNanos - sinceNanos < kept.toNanos();
    }
}
