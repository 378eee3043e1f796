package dev.offramp.cli.policy;

import dev.offramp.budget.Cores;
import dev.offramp.budget.StageCosts;
import dev.offramp.bundle.Bundle;
import dev.offramp.bundle.BundleException;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.job.BundleCurves;
import dev.offramp.policy.PolicyCheck;
import dev.offramp.policy.ServedBundle;
import dev.offramp.policy.Wish;
import dev.offramp.stage.StageOptions;
import java.util.Optional;

/** Whether updates ask for what cannot be, as far as that can be known outside the job. */
public final class BundleCheck {

    private BundleCheck() {}

    /** By the bundle that the job serves, where it is known; only the job knows the times of its own machine. */
    public static PolicyCheck of(Optional<ServedBundle> served) {
        return served.map(BundleCheck::of).orElse(PolicyCheck.UNKNOWN_BUNDLE);
    }

    /**
     * What a bundle can be asked for, in batches of the usual size; that takes a second or several.
     *
     * @param costs of its stages, where they were measured
     */
    public static ServedBundle served(Bundle bundle, Optional<StageCosts> costs) {
        try {
            return BundleCurves.of(bundle, costs, StageOptions.MAX_BATCH_SIZE.defaultValue(), Cores.ALL)
                    .served();
        } catch (BundleException failure) {
            throw new CommandFailure(failure.getMessage(), failure);
        }
    }

    private static PolicyCheck of(ServedBundle bundle) {
        boolean knowsTimes = bundle.byMilliseconds().isKnown();
        return update -> {
            if (knowsTimes || !(update.terms().wish() instanceof Wish.MeanMilliseconds)) {
                bundle.check(update);
            }
        };
    }
}
