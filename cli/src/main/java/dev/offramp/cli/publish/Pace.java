package dev.offramp.cli.publish;

import java.util.concurrent.locks.LockSupport;

/** Holds a rate: the n-th frame is due n / rate after the first, and a late one does not push the others back. */
public record Pace(double perSecond, long startNanos) {

    private static final long SHORTEST_PARK_NANOS = 1_000_000;

    /** From now on. */
    public static Pace of(double perSecond) {
        return new Pace(perSecond, System.nanoTime());
    }

    /** Nanoseconds until the n-th frame (from 0) is due; at most 0 where it is. A rate of 0 means as fast as it goes. */
    long nanosUntil(long n, long nowNanos) {
        return perSecond == 0 ? 0 : startNanos + (long) (n / perSecond * 1e9) - nowNanos;
    }

    /** Waits until the n-th frame is due, and perhaps a millisecond longer: who wakes for every frame takes turns from others. */
    public void await(long n) {
        for (long wait = nanosUntil(n, System.nanoTime()); wait > 0; wait = nanosUntil(n, System.nanoTime())) {
            LockSupport.parkNanos(Math.max(wait, SHORTEST_PARK_NANOS));
        }
    }
}
