package dev.offramp.throughput;

import dev.offramp.sample.BundleId;
import java.util.HashMap;
import java.util.Map;

/** Adds totals up in place, those of each bundle by themselves. Not thread-safe. */
public final class SumByBundle {

    private final Map<BundleId, TotalsSum> byBundle = new HashMap<>();

    /** The totals stay as they are. */
    public void add(TotalsByBundle totals) {
        totals.each().forEach((bundle, added) -> byBundle.computeIfAbsent(bundle, fresh -> new TotalsSum())
                .add(added));
    }

    /** The sum; nothing may be added afterwards. */
    public TotalsByBundle totals() {
        Map<BundleId, Totals> each = new HashMap<>();
        byBundle.forEach((bundle, sum) -> each.put(bundle, sum.totals()));
        return new TotalsByBundle(each);
    }
}
