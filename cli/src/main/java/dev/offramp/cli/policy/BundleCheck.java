package dev.offramp.cli.policy;

import dev.offramp.policy.PolicyCheck;
import dev.offramp.policy.ServedBundle;
import dev.offramp.policy.Wish;
import java.util.Optional;

/** Whether updates ask for what cannot be, as far as that can be known outside the job. */
public final class BundleCheck {

    private BundleCheck() {}

    /** By the bundle that the job serves, where it is known; only the job knows the times of its own machine. */
    public static PolicyCheck of(Optional<ServedBundle> served) {
        return served.map(BundleCheck::of).orElse(PolicyCheck.UNKNOWN_BUNDLE);
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
