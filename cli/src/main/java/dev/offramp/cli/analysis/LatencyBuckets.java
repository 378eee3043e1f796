package dev.offramp.cli.analysis;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** The rows of a latency heat map: spans of time, each about half as wide again as the one below. */
public final class LatencyBuckets {

    private static final long MICROS = 1000;
    private static final int[] STEPS = {10, 15, 20, 30, 50, 70};
    private static final int DECADES = 5;

    private static final List<Long> BOUNDS_MICROS = bounds();

    private LatencyBuckets() {}

    /** Upper bounds of all buckets but the last, which has none; milliseconds, rising from 1. */
    public static List<Double> boundsMillis() {
        return BOUNDS_MICROS.stream().map(bound -> (double) bound / MICROS).toList();
    }

    /** How many of the values lie in each bucket: above the bound of the one below, up to its own. */
    public static List<Long> counts(Histogram micros) {
        List<Long> counts = new ArrayList<>(BOUNDS_MICROS.size() + 1);
        long below = 0;
        for (long bound : BOUNDS_MICROS) {
            long upTo = micros.getTotalCount() == 0 ? 0 : micros.getCountBetweenValues(0, bound);
            counts.add(upTo - below);
            below = upTo;
        }
        counts.add(micros.getTotalCount() - below);
        return counts;
    }

    private static List<Long> bounds() {
        List<Long> bounds = new ArrayList<>();
        long scale = MICROS / 10;
        for (int decade = 0; decade < DECADES; decade++) {
            for (int step : STEPS) {
                bounds.add(step * scale);
            }
            scale *= 10;
        }
        return List.copyOf(bounds);
    }
}
