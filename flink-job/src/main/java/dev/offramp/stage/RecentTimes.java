package dev.offramp.stage;

import java.util.Arrays;

/**
 * A high quantile of the times that something took lately. Where nothing has been seen for a while it knows nothing any more:
 * or else a slow beginning would keep samples away for ever. Not thread-safe.
 */
final class RecentTimes {

    private static final int KEPT = 512;
    private static final int SETTLED = 32;
    private static final double QUANTILE = 0.99;
    private static final long FORGOTTEN_NANOS = 5_000_000_000L;

    private final long[] micros = new long[KEPT];
    private int next;
    private int known;
    private int sinceQuantile;
    private long lastNanos;
    private long quantileMicros;

    void add(long tookMicros, long nowNanos) {
        forget(nowNanos);
        micros[next] = tookMicros;
        next = (next + 1) % KEPT;
        known = Math.min(known + 1, KEPT);
        sinceQuantile = Math.min(sinceQuantile + 1, SETTLED); // nobody may ask for days: no counter may run over
        lastNanos = nowNanos;
    }

    /** The 99th percentile in microseconds; 0 where nothing is known. */
    long high(long nowNanos) {
        forget(nowNanos);
        if (sinceQuantile >= SETTLED || (known <= SETTLED && sinceQuantile > 0)) {
            long[] sorted = Arrays.copyOf(micros, known);
            Arrays.sort(sorted);
            quantileMicros = sorted[(int) Math.ceil(QUANTILE * sorted.length) - 1];
            sinceQuantile = 0;
        }
        return quantileMicros;
    }

    private void forget(long nowNanos) {
        if (known > 0 && nowNanos - lastNanos > FORGOTTEN_NANOS) {
            next = 0;
            known = 0;
            sinceQuantile = 0;
            quantileMicros = 0;
        }
    }
}
