package dev.offramp.steer;

import dev.offramp.throughput.Totals;
import dev.offramp.throughput.TotalsSum;
import dev.offramp.throughput.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sums totals up by the window they were counted in, until it is closed; what comes later counts in the next. Not thread-safe. */
final class OpenWindows {

    private final long lengthMillis;
    private final TreeMap<Long, TotalsSum> byStart = new TreeMap<>();
    private long closedUntilMillis = Long.MIN_VALUE;

    OpenWindows(long lengthMillis) {
        this.lengthMillis = lengthMillis;
    }

    /** Adds what was counted at a time, milliseconds since the Unix epoch. */
    void add(Totals totals, long atMillis) {
        long start = Math.max(closedUntilMillis, atMillis - Math.floorMod(atMillis, lengthMillis));
        byStart.computeIfAbsent(start, opened -> new TotalsSum()).add(totals);
    }

    /** The windows that end at a time or before it, in their order; windows in which nothing was counted are left out. */
    List<Window> close(long untilMillis) {
        List<Window> closed = new ArrayList<>();
        while (!byStart.isEmpty() && byStart.firstKey() + lengthMillis <= untilMillis) {
            Map.Entry<Long, TotalsSum> first = byStart.pollFirstEntry();
            closed.add(new Window(
                    first.getKey(),
                    first.getKey() + lengthMillis,
                    first.getValue().totals()));
        }
        long boundary = untilMillis - Math.floorMod(untilMillis, lengthMillis);
        closedUntilMillis = Math.max(closedUntilMillis, boundary);
        return closed;
    }
}
