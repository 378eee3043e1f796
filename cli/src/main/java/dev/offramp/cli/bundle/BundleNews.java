package dev.offramp.cli.bundle;

import dev.offramp.cli.terminal.Printable;
import dev.offramp.kafka.BundleEntry;
import dev.offramp.refresh.BundleRecord;
import dev.offramp.refresh.Decision;
import dev.offramp.refresh.Order;
import dev.offramp.refresh.TaskReport;
import java.util.Optional;

/** Says of a record of the bundles topic what it says, in one line. */
final class BundleNews {

    private BundleNews() {}

    /** @param refused what the board found wrong with it */
    static String line(BundleEntry entry, Optional<BundleBoard.RefusedRecord> refused) {
        long at = entry.origin().timestampMillis();
        return BundleText.time(at) + "  "
                + refused.map(found -> "refused, under " + Printable.text(found.key()) + ": "
                                + Printable.text(found.refusal().detail()))
                        .orElseGet(() -> line(((BundleEntry.Said) entry).record(), at));
    }

    private static String line(BundleRecord record, long atMillis) {
        if (record instanceof Order order) {
            return BundleText.line(order);
        }
        return record instanceof TaskReport report
                ? BundleText.line(report)
                : BundleText.line((Decision) record, atMillis);
    }
}
