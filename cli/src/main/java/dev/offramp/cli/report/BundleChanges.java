package dev.offramp.cli.report;

import dev.offramp.sample.BundleId;
import dev.offramp.throughput.ServedWindow;
import java.util.ArrayList;
import java.util.List;

/** When bundles began and ceased to answer, as windows tell; two may answer side by side. Pure. */
final class BundleChanges {

    private BundleChanges() {}

    /**
     * What changed within these windows.
     *
     * @param all in the order of time
     */
    static List<Change> in(List<ServedWindow> all) {
        List<Change> changes = new ArrayList<>();
        List<ServedWindow> windows = all.stream()
                .filter(one -> one.window().totals().samples() > 0) // a shadow answers nothing
                .toList();
        if (windows.isEmpty()) {
            return changes;
        }
        long first = windows.get(0).window().startMillis();
        long last = endOf(windows);
        for (BundleId bundle :
                windows.stream().map(ServedWindow::bundle).distinct().toList()) {
            List<ServedWindow> own =
                    windows.stream().filter(one -> one.bundle().equals(bundle)).toList();
            long begins = own.get(0).window().startMillis();
            if (begins > first) {
                changes.add(new Change(begins, "bundle", bundle + " answers from now on"));
            }
            if (endOf(own) < last) {
                changes.add(new Change(endOf(own), "bundle", bundle + " answers no more"));
            }
        }
        return changes;
    }

    private static long endOf(List<ServedWindow> windows) {
        return windows.stream().mapToLong(one -> one.window().endMillis()).max().orElseThrow();
    }
}
