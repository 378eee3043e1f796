package dev.offramp.policy;

import dev.offramp.wire.WireTypeInfo;

/**
 * A new policy for one scope.
 *
 * @param target          empty, a stream-id prefix, or a stream id
 * @param validFromMillis event time from which frames meet the policy; or {@link #AT_ONCE}
 * @param version         named in every result that this policy decided
 */
public record ScopedPolicy(
        Scope scope, String target, long validFromMillis, long version, PolicyTerms terms, Succession succession)
        implements PolicyChange {

    /** In force with the first frame that meets it. */
    public static final long AT_ONCE = Long.MIN_VALUE;

    public static final WireTypeInfo<ScopedPolicy> TYPE =
            new WireTypeInfo<>(ScopedPolicy.class, new ScopedPolicyFormat());

    /** What takes it back. */
    public Withdrawal withdrawal() {
        return new Withdrawal(scope, target, validFromMillis);
    }
}
