package dev.offramp.refresh;

import dev.offramp.policy.Scope;
import dev.offramp.sample.BundleId;
import java.util.Optional;

/**
 * From some time on the streams of a scope meet a bundle.
 *
 * @param target          of the scope; empty for everybody
 * @param onTrial         whether it is about what is on trial beside what serves
 * @param bundle          empty where the scope has none of its own from then on
 * @param role            of the bundle
 * @param share           of the streams for a canary, of the samples for a shadow, 0 to 1
 * @param validFromMillis event time, since the Unix epoch
 * @param version         rises with every assignment
 */
public record Assignment(
        Scope scope,
        String target,
        boolean onTrial,
        Optional<BundleId> bundle,
        Role role,
        double share,
        long validFromMillis,
        long version) {

    /** Before a scope's key, of what is on trial in it; behind it, it might belong to a stream's id. */
    static final String TRIAL = "trial of ";

    /** An assignment of a bundle. */
    public static Assignment of(
            Scope scope, String target, BundleId bundle, Role role, double share, long validFromMillis, long version) {
        return new Assignment(
                scope, target, role.isOnTrial(), Optional.of(bundle), role, share, validFromMillis, version);
    }

    /** From then on the scope has none of its own. */
    public static Assignment none(Scope scope, String target, boolean onTrial, long validFromMillis, long version) {
        return new Assignment(scope, target, onTrial, Optional.empty(), Role.SERVING, 1, validFromMillis, version);
    }

    /** What it is about, which a later one about the same replaces. */
    public String key() {
        return (onTrial ? TRIAL : "") + scope.key(target);
    }
}
