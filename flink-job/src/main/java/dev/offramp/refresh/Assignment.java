package dev.offramp.refresh;

import dev.offramp.policy.Scope;
import dev.offramp.sample.BundleId;
import dev.offramp.wire.WireTypeInfo;
import java.io.Serializable;
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
 * @param trial           version of the assignment that the trial began with, by which a canary's streams are drawn
 */
public record Assignment(
        Scope scope,
        String target,
        boolean onTrial,
        Optional<BundleId> bundle,
        Role role,
        double share,
        long validFromMillis,
        long version,
        long trial)
        implements Serializable {

    public static final WireTypeInfo<Assignment> TYPE = new WireTypeInfo<>(Assignment.class, new AssignmentFormat());

    /** Before a scope's key, of what is on trial in it; behind it, it might belong to a stream's id. */
    static final String TRIAL = "trial of ";

    /** An assignment of a bundle, with which a trial begins where it is on trial. */
    public static Assignment of(
            Scope scope, String target, BundleId bundle, Role role, double share, long validFromMillis, long version) {
        return new Assignment(
                scope, target, role.isOnTrial(), Optional.of(bundle), role, share, validFromMillis, version, version);
    }

    /** From then on the scope has none of its own. */
    public static Assignment none(Scope scope, String target, boolean onTrial, long validFromMillis, long version) {
        return new Assignment(
                scope, target, onTrial, Optional.empty(), Role.SERVING, 1, validFromMillis, version, version);
    }

    /** The same, with which a trial goes on that began before: with a larger share, a canary keeps the streams that it has. */
    public Assignment goingOn(long trial) {
        return new Assignment(scope, target, onTrial, bundle, role, share, validFromMillis, version, trial);
    }

    /** What it is about, which a later one about the same replaces. */
    public String key() {
        return key(scope, target, onTrial);
    }

    /** What an assignment, or an order of one, is about. */
    public static String key(Scope scope, String target, boolean onTrial) {
        return (onTrial ? TRIAL : "") + scope.key(target);
    }
}
