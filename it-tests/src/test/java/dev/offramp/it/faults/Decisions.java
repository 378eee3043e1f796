package dev.offramp.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.it.TestTopics;
import dev.offramp.it.cluster.Await;
import dev.offramp.it.load.SteadyLoad;
import dev.offramp.it.load.Witness;
import dev.offramp.policy.PolicyTerms;
import dev.offramp.policy.Scope;
import dev.offramp.policy.ScopedPolicy;
import dev.offramp.policy.Succession;
import dev.offramp.policy.Wish;
import java.nio.file.Path;
import java.time.Duration;

/** Which bundle and which policy decide: those that are wanted, whatever befell. */
final class Decisions {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final TestTopics topics;
    private final SteadyLoad load;
    private final Witness witness;
    private long policy;

    Decisions(TestTopics topics, SteadyLoad load, Witness witness) {
        this.topics = topics;
        this.load = load;
        this.witness = witness;
    }

    /** Returns when a new default policy decides. */
    void changePolicy() throws Exception {
        policy++;
        topics.publish(new ScopedPolicy(
                Scope.DEFAULT,
                "",
                ScopedPolicy.AT_ONCE,
                policy,
                PolicyTerms.of(new Wish.AccuracyLoss(policy % 2 == 0 ? .01 : .005)),
                Succession.by("faults")));
        Await.until("answers of policy " + policy, PATIENCE, () -> {
            // of some seconds, so that every subtask has given some: what is committed was decided before a checkpoint
            // that knows the policy
            var newest = witness.decisionsFrom(load.due() - 5L * load.rate());
            return newest.size() == 1
                    && newest.entrySet().stream()
                            .allMatch(entry -> entry.getKey().policy() == policy && entry.getValue() >= load.rate());
        });
    }

    /** Frames of this number or later ones were decided by this bundle and the newest policy. */
    void assertFrom(long number, Path bundle) {
        assertThat(witness.decisionsFrom(number))
                .containsOnlyKeys(new Witness.Decision(bundle.getFileName().toString(), policy));
    }
}
