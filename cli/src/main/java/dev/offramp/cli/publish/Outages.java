package dev.offramp.cli.publish;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Times in which the brokers acknowledged nothing although something was under way. Thread-safe. */
final class Outages {

    /** Shorter ones are an ordinary wait. */
    private static final long LEAST_NANOS = Duration.ofSeconds(3).toNanos();

    private final LongSupplier nanos;
    private long underWay;
    private long silentSince;
    private int count;
    private long wholeNanos;

    Outages(LongSupplier nanos) {
        this.nanos = nanos;
    }

    synchronized void sent() {
        if (underWay == 0) {
            silentSince = nanos.getAsLong();
        }
        underWay++;
    }

    synchronized void acknowledged() {
        Duration ended = present();
        if (!ended.isZero()) {
            count++;
            wholeNanos += ended.toNanos();
        }
        underWay--;
        silentSince = nanos.getAsLong();
    }

    /** One that was sent comes to nothing; it says nothing about the brokers. */
    synchronized void dropped() {
        underWay--;
    }

    /** How long there has been one; zero where there is none. */
    synchronized Duration present() {
        long silent = nanos.getAsLong() - silentSince;
        return underWay > 0 && silent >= LEAST_NANOS ? Duration.ofNanos(silent) : Duration.ZERO;
    }

    /** How many have ended. */
    synchronized int count() {
        return count;
    }

    /** How long those that have ended were together. */
    synchronized Duration whole() {
        return Duration.ofNanos(wholeNanos);
    }

    /** What was sent and not acknowledged. */
    synchronized long underWay() {
        return underWay;
    }
}
