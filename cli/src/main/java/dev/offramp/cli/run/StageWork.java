package dev.offramp.cli.run;

import dev.offramp.budget.CurvePoint;
import dev.offramp.budget.Workload;
import dev.offramp.bundle.Bundle;
import dev.offramp.bundle.BundleException;
import dev.offramp.bundle.Calibration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What each stage has to do under the bundle's own policy, before anything was measured: its multiply-adds for every sample read. */
final class StageWork {

    private StageWork() {}

    static List<Double> of(Bundle bundle) {
        double[] cumulative = bundle.cumulativeMultiplyAdds();
        List<Double> reach = reach(bundle);
        List<Double> work = new ArrayList<>();
        for (int stage = 0; stage < cumulative.length; stage++) {
            double own = cumulative[stage] - (stage == 0 ? 0 : cumulative[stage - 1]);
            work.add(reach.get(stage) * own);
        }
        return work;
    }

    /** By the calibration table; where there is none, everybody reaches every stage. */
    private static List<Double> reach(Bundle bundle) {
        return calibration(bundle)
                .map(table -> CurvePoint.of(
                                table.table(bundle.policy().criterion().measure()),
                                bundle.policy().thresholds(),
                                bundle.cumulativeMultiplyAdds())
                        .shares())
                .map(Workload::reach)
                .orElseGet(() -> Collections.nCopies(bundle.stages().size(), 1.0));
    }

    private static Optional<Calibration> calibration(Bundle bundle) {
        try {
            return bundle.calibration();
        } catch (BundleException unreadable) { // it serves all the same
            return Optional.empty();
        }
    }
}
