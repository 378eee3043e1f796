package dev.offramp.sample;

import java.util.Optional;

/**
 * How a source came to a picture, and what it left out before it.
 *
 * @param epoch     which opening of the source, rising; 0 where nobody counts them
 * @param videoTime the picture's place in the source's own count, where it has one
 * @param clock     whose clock the event time was read from
 * @param dropped   frames lost before Kafka since the stream's last record
 * @param unchanged frames left out on purpose since then, because nothing had moved
 */
public record Capture(long epoch, Optional<PresentationTime> videoTime, SourceClock clock, int dropped, int unchanged) {

    /** Of a frame that says nothing of it. */
    public static Capture unknown() {
        return new Capture(0, Optional.empty(), SourceClock.UNKNOWN, 0, 0);
    }
}
