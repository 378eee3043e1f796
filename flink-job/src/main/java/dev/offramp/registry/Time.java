package dev.offramp.registry;

import java.time.Duration;

/** A clock that can be waited on. */
public interface Time {

    /** That of this machine. */
    Time MACHINE = new Time() {

        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void pause(Duration span) throws InterruptedException {
            Thread.sleep(span.toMillis());
        }
    };

    /** As {@link System#nanoTime()}. */
    long nanos();

    void pause(Duration span) throws InterruptedException;
}
