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
        return set(PolicyWish.NOTHING.with(Thresholds.closed(bundle.earlyExits())));
    }

    /** Wants every answer within so many milliseconds, or with {@link dev.offramp.policy.Limits#NONE} whenever it comes. */
    public long setDeadline(long millis) {
        return set(PolicyWish.NOTHING.within(millis));
    }

    /**
     * Sets measure, temperatures and thresholds.
     *
     * @return the version that the results will name
     */
    public long set(Criterion criterion) {
        return set(PolicyWish.NOTHING.over(criterion));
    }

    /** Lets the job's steering take over. */
    public long release() {
        return submit(ScopedWish.release(Optional.of(bundle.policy()), AUTHOR));
    }

    private long set(PolicyWish wish) {
        return submit(new ScopedWish(
                PolicyScope.DEFAULT,
                "",
                PolicyUpdate.AT_ONCE,
                wish,
                Optional.of(bundle.policy()),
                Succession.by(AUTHOR)));
    }

    private long submit(ScopedWish draft) {
        try (PolicyDesk desk = PolicyDesk.open(kafka)) {
            return desk.submit(bundle.earlyExits(), draft).update().policy().version();
        }
    }
}
