package dev.offramp.refresh;

import dev.offramp.sample.BundleId;
import dev.offramp.wire.WireTypeInfo;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one bundle did in an interval, as far as one task saw it: alone, or as a shadow beside one that answered.
 *
 * @param bundle      as its samples name it
 * @param beside      that which it ran as a shadow beside; empty where it answered
 * @param startMillis by the clock, since the Unix epoch, included
 * @param endMillis   excluded, later than the start
 * @param seen        of a shadow, pairs; or else what it did as a candidate, were it one
 */
public record SideWindow(
        BundleId bundle, Optional<BundleId> beside, long startMillis, long endMillis, Comparison seen) {

    public static final WireTypeInfo<SideWindow> TYPE = new WireTypeInfo<>(SideWindow.class, new SideWindowFormat());

    /** Where the bundle is on trial. */
    ComparedWindow ofCandidate() {
        return new ComparedWindow(startMillis, endMillis, seen);
    }

    /** Where the bundle, which answered, is what serves. */
    ComparedWindow ofServing() {
        SortedMap<Integer, GroupTotals> serving = new TreeMap<>();
        seen.groups().forEach((group, totals) -> serving.put(group, GroupTotals.ofServing(totals.candidate())));
        return new ComparedWindow(startMillis, endMillis, new Comparison(Design.TWO_SAMPLE, serving));
    }
}
