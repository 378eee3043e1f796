package dev.offramp.refresh;

import dev.offramp.sample.BundleId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Adds up what each bundle does for each {@link StreamClusters group of streams}. Not thread-safe. */
public final class SideTally {

    private final Map<BundleId, SortedMap<Integer, SideTotals>> byBundle = new HashMap<>();

    /** Adds one sample of a stream, which a bundle answered. */
    public void add(BundleId bundle, String stream, SideTotals sample) {
        byBundle.computeIfAbsent(bundle, fresh -> new TreeMap<>())
                .merge(StreamClusters.of(stream), sample, SideTotals::and);
    }

    /** Ends an interval: what was added in it, a window of each bundle that answered. */
    public List<SideWindow> end(long startMillis, long endMillis) {
        List<SideWindow> windows = new ArrayList<>(byBundle.size());
        byBundle.forEach((bundle, groups) -> windows.add(new SideWindow(bundle, startMillis, endMillis, groups)));
        byBundle.clear();
        return windows;
    }
}
