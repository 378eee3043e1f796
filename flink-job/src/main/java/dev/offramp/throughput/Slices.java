package dev.offramp.throughput;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Totals of intervals that are not over, each interval's added up. Pure; times in milliseconds. Not thread-safe. */
final class Slices {

    /** What one interval came to. */
    record Slice(long timestampMillis, TotalsByBundle totals) {}

    private static final class Open {

        private final SumByBundle sum = new SumByBundle();
        private long newestMillis = Long.MIN_VALUE;
    }

    private final long lengthMillis;
    private final NavigableMap<Long, Open> byEnd = new TreeMap<>();

    Slices(long lengthMillis) {
        this.lengthMillis = lengthMillis;
    }

    void add(TotalsByBundle totals, long timestampMillis) {
        long end = timestampMillis - Math.floorMod(timestampMillis, lengthMillis) + lengthMillis;
        Open slice = byEnd.computeIfAbsent(end, fresh -> new Open());
        slice.sum.add(totals);
        slice.newestMillis = Math.max(slice.newestMillis, timestampMillis);
    }

    /** Takes those of which no more will come, the oldest first, each with its newest timestamp. */
    List<Slice> over(long watermarkMillis) {
        long next = watermarkMillis == Long.MAX_VALUE ? watermarkMillis : watermarkMillis + 1;
        return taken(byEnd.headMap(next, true));
    }

    /** Takes all. */
    List<Slice> all() {
        return taken(byEnd);
    }

    private static List<Slice> taken(NavigableMap<Long, Open> slices) {
        List<Slice> taken = new ArrayList<>(slices.size());
        slices.values().forEach(slice -> taken.add(new Slice(slice.newestMillis, slice.sum.totals())));
        slices.clear();
        return taken;
    }
}
