package dev.offramp.cli.policy;

import dev.offramp.policy.Policy;
import dev.offramp.policy.PolicyScope;
import dev.offramp.policy.PolicyUpdate;
import dev.offramp.policy.Succession;
import java.util.Optional;

/**
 * What somebody wants of the policy of one scope, from a time on.
 *
 * @param recommended what it starts from where the scope has no policy
 */
record ScopedWish(
        PolicyScope scope,
        String target,
        long validFromMillis,
        PolicyWish wish,
        Optional<Policy> recommended,
        Succession succession)
        implements PolicyDesk.Draft {

    /** The default policy as it is, for steering to go on from. */
    static ScopedWish release(Optional<Policy> recommended, String author) {
        return new ScopedWish(
                PolicyScope.DEFAULT,
                "",
                PolicyUpdate.AT_ONCE,
                PolicyWish.NOTHING,
                recommended,
                new Succession(author, true, Succession.ANY));
    }

    @Override
    public PolicyUpdate over(PolicyBoard board, long version) {
        long from = validFromMillis == PolicyUpdate.AT_ONCE ? System.currentTimeMillis() : validFromMillis;
        Optional<Policy> before =
                board.schedule(PolicyBoard.key(scope, target)).at(from).or(() -> recommended);
        return new PolicyUpdate(scope, target, validFromMillis, wish.over(before, version), succession);
    }
}
