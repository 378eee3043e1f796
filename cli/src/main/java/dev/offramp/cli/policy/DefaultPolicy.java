package dev.offramp.cli.policy;

import dev.offramp.bundle.Bundle;
import dev.offramp.kafka.KafkaSettings;
import dev.offramp.policy.Criterion;
import dev.offramp.policy.PolicyCheck;
import dev.offramp.policy.PolicyTerms;
import dev.offramp.policy.Scope;
import dev.offramp.policy.ScopedPolicy;
import dev.offramp.policy.Succession;
import dev.offramp.policy.Thresholds;
import dev.offramp.policy.Wish;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The policy of all streams that have none of their own, as a command that runs the job itself sets it. */
public record DefaultPolicy(KafkaSettings kafka, Bundle bundle) {

    private static final String AUTHOR = "offramp command line";

    /**
     * Closes every early exit.
     *
     * @return the version that the results will name
     */
    public long closeEarlyExits() {
        return set(Criterion.of(bundle.policy().criterion().measure(), Thresholds.closed(bundle.earlyExits())));
    }

    /** Wants every answer within so many milliseconds, or with {@link dev.offramp.policy.Limits#NONE} whenever it comes. */
    public long setDeadline(long millis) {
        return submit(
                before -> new PolicyTerms(
                        before.wish(),
                        millis,
                        before.budgetMultiplyAdds(),
                        before.framesPerSecond(),
                        before.shadowShare()),
                Succession.by(AUTHOR));
    }

    /**
     * Sets measure, temperatures and thresholds.
     *
     * @return the version that the results will name
     */
    public long set(Criterion criterion) {
        Wish wish = new Wish.ThresholdsOf(bundle.id(), criterion);
        return submit(before -> before.with(wish), Succession.by(AUTHOR));
    }

    /** Lets the job's steering take over. */
    public long release() {
        return submit(before -> before, Succession.releasedBy(AUTHOR));
    }

    /** What is in force; empty where nobody has set anything. */
    public Optional<ScopedPolicy> inForce() {
        try (PolicyDesk desk = PolicyDesk.open(kafka)) {
            return PolicyBoard.of(desk.entries(), PolicyCheck.UNKNOWN_BUNDLE)
                    .schedule(Scope.DEFAULT.key(""))
                    .at(System.currentTimeMillis());
        }
    }

    /** Sets again what was in force before; steering may go on from it where it might then. */
    public long restore(Optional<ScopedPolicy> before) {
        boolean steered = before.map(policy -> policy.succession().steered()).orElse(false);
        PolicyTerms terms = before.map(ScopedPolicy::terms).orElse(PolicyTerms.NOTHING);
        return submit(now -> terms, steered ? Succession.releasedBy(AUTHOR) : Succession.by(AUTHOR));
    }

    private long submit(UnaryOperator<PolicyTerms> terms, Succession succession) {
        try (PolicyDesk desk = PolicyDesk.open(kafka)) {
            return desk.submit(PolicyCheck.UNKNOWN_BUNDLE, ScopedWish.byDefault(terms, succession))
                    .update()
                    .version();
        }
    }
}
