package dev.offramp.refresh;

import dev.offramp.sample.BundleId;
import dev.offramp.wire.WireTypeInfo;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What one bundle did in an interval, as far as one task saw it.
 *
 * @param bundle      as its samples name it
 * @param startMillis by the clock, since the Unix epoch, included
 * @param endMillis   excluded, later than the start
 * @param groups      those {@link StreamClusters groups of streams} that anything was answered for
 */
public record SideWindow(BundleId bundle, long startMillis, long endMillis, SortedMap<Integer, SideTotals> groups) {

    public static final WireTypeInfo<SideWindow> TYPE = new WireTypeInfo<>(SideWindow.class, new SideWindowFormat());

    public SideWindow {
        groups = Collections.unmodifiableSortedMap(new TreeMap<>(groups));
    }

    /** Where the bundle is on trial. */
    ComparedWindow ofCandidate() {
        return compared(GroupTotals::ofCandidate);
    }

    /** Where the bundle is what serves. */
    ComparedWindow ofServing() {
        return compared(GroupTotals::ofServing);
    }

    private ComparedWindow compared(Function<SideTotals, GroupTotals> side) {
        SortedMap<Integer, GroupTotals> compared = new TreeMap<>();
        groups.forEach((group, totals) -> compared.put(group, side.apply(totals)));
        return new ComparedWindow(startMillis, endMillis, new Comparison(Design.TWO_SAMPLE, compared));
    }
}
