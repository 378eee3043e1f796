package dev.offramp.registry;

import java.time.Duration;
import java.util.Optional;

/**
 * The pauses between questions to somebody who is away: they double, and are as long as he asks for, until the patience is over. What he asks
 * for comes on top of it, up to a minute. Not thread-safe.
 */
final class Backoff {

    private static final Duration MOST_ASKED_FOR = Duration.ofMinutes(1);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

    private final Duration patience;
    private final Time time;
    private final long startNanos;
    private Duration pause = FIRST_PAUSE;
    private Duration askedFor = Duration.ZERO;

    /** The patience begins now. */
    Backoff(Duration patience, Time time) {
        this.patience = patience;
        this.time = time;
        this.startNanos = time.nanos();
    }

    /** The next pause; empty where the patience is over. */
    Optional<Duration> next(Duration retryAfter) {
        Duration granted = shorter(retryAfter, MOST_ASKED_FOR.minus(askedFor));
        askedFor = askedFor.plus(granted);
        Duration next = pause.compareTo(granted) < 0 ? granted : pause;
        pause = pause.multipliedBy(2);
        Duration until = Duration.ofNanos(time.nanos() - startNanos).plus(next);
        return until.compareTo(patience.plus(askedFor)) > 0 ? Optional.empty() : Optional.of(next);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
