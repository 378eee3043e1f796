package dev.offramp.cli.report;

import dev.offramp.bundle.Bundle;
import dev.offramp.cli.analysis.Frontier;
import dev.offramp.sample.BundleId;
import dev.offramp.throughput.ServedWindow;
import java.util.Optional;

/**
 * The bundle that a report was given.
 *
 * @param frontier where it has a calibration table
 */
record Model(Bundle bundle, Optional<Frontier> frontier) {

    /** Whether these are windows of it, in whatever precision: that makes another name of the same network. */
    boolean isServedBy(ServedWindow served) {
        return plain(served.bundle()).equals(plain(bundle.id()));
    }

    private static BundleId plain(BundleId id) {
        return new BundleId(id.name(), id.version().replaceFirst("\\+.*$", ""));
    }
}
