package dev.offramp.refresh;

import dev.offramp.sample.BundleId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Adds up what each bundle does for each {@link StreamClusters group of streams}. Not thread-safe. */
public final class SideTally {

    private final Map<Side, ComparisonTally> sides = new HashMap<>();

    /** A bundle, alone or as a shadow beside another. */
    private record Side(BundleId bundle, Optional<BundleId> beside) {}

    /** Adds one sample of a stream, which a bundle answered. */
    public void add(BundleId bundle, String stream, SideTotals sample) {
        of(new Side(bundle, Optional.empty()), Design.TWO_SAMPLE).add(stream, GroupTotals.ofCandidate(sample));
    }

    /** Adds one sample of a stream, which a bundle answered, and another one as a shadow. */
    public void add(BundleId shadow, BundleId answering, String stream, GroupTotals sample) {
        of(new Side(shadow, Optional.of(answering)), Design.PAIRED).add(stream, sample);
    }

    private ComparisonTally of(Side side, Design design) {
        return sides.computeIfAbsent(side, fresh -> new ComparisonTally(design));
    }

    /** Ends an interval: what was added in it, a window of each bundle that answered or ran as a shadow. */
    public List<SideWindow> end(long startMillis, long endMillis) {
        List<SideWindow> windows = new ArrayList<>(sides.size());
        sides.forEach((side, tally) ->
                windows.add(new SideWindow(side.bundle(), side.beside(), startMillis, endMillis, tally.total())));
        sides.clear();
        return windows;
    }
}
