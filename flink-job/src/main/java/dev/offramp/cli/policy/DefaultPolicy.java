package dev.offramp.cli.policy;

import dev.offramp.bundle.Bundle;
import dev.offramp.kafka.KafkaSettings;
import dev.offramp.policy.Criterion;
import dev.offramp.policy.PolicyScope;
import dev.offramp.policy.PolicyUpdate;
import dev.offramp.policy.Succession;
import dev.offramp.policy.Thresholds;
import java.util.Optional;

/** The policy of all streams that have none of their own, as a command that runs the job itself sets it. */
public record DefaultPolicy(KafkaSettings kafka, Bundle bundle) {

    private static final String AUTHOR = "offramp command line";

    /**
     * Closes every early exit.
     *
     * @return the version that the results will name
     */
    public long closeEarlyExits() {
        return set(PolicyWish.NOTHING.with(Thresholds.closed(bundle.earlyExits())), Succession.by(AUTHOR));
    }

    /** Wants every answer within so many milliseconds, or with {@link dev.offramp.policy.Limits#NONE} whenever it comes. */
    public long setDeadline(long millis) {
        return set(PolicyWish.NOTHING.within(millis), Succession.by(AUTHOR));
    }

    /**
     * Sets measure, temperatures and thresholds.
     *
     * @return the version that the results will name
     */
    public long set(Criterion criterion) {
        return set(PolicyWish.NOTHING.over(criterion), Succession.by(AUTHOR));
    }

    /** Lets the job's steering take over. */
    public long release() {
        return set(PolicyWish.NOTHING, new Succession(AUTHOR, true, Succession.ANY));
    }

    private long set(PolicyWish wish, Succession succession) {
        ScopedWish draft = new ScopedWish(
                PolicyScope.DEFAULT, "", PolicyUpdate.AT_ONCE, wish, Optional.of(bundle.policy()), succession);
        try (PolicyDesk desk = PolicyDesk.open(kafka)) {
            return desk.submit(bundle.earlyExits(), draft).update().policy().version();
        }
    }
}
