package dev.offramp.cli.policy;

import dev.offramp.policy.PolicyTerms;
import dev.offramp.policy.Scope;
import dev.offramp.policy.ScopedPolicy;
import dev.offramp.policy.Succession;
import java.util.function.UnaryOperator;

/**
 * What somebody wants of the policy of one scope, from a time on.
 *
 * @param terms from those that are in force for the scope, which may say nothing, to the new ones
 */
record ScopedWish(
        Scope scope, String target, long validFromMillis, UnaryOperator<PolicyTerms> terms, Succession succession)
        implements PolicyDesk.Draft {

    /** For every stream, at once. */
    static ScopedWish byDefault(UnaryOperator<PolicyTerms> terms, Succession succession) {
        return new ScopedWish(Scope.DEFAULT, "", ScopedPolicy.AT_ONCE, terms, succession);
    }

    @Override
    public ScopedPolicy over(PolicyBoard board, long version) {
        long from = validFromMillis == ScopedPolicy.AT_ONCE ? System.currentTimeMillis() : validFromMillis;
        PolicyTerms before = board.schedule(scope.key(target))
                .at(from)
                .map(ScopedPolicy::terms)
                .orElse(PolicyTerms.NOTHING);
        return new ScopedPolicy(scope, target, validFromMillis, version, terms.apply(before), succession);
    }
}
