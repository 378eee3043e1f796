package dev.offramp.bench;

import dev.offramp.cli.policy.DefaultPolicy;
import dev.offramp.cli.publish.Picture;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.policy.Criterion;
import java.util.List;
import java.util.Set;

/** The running job with its exits set anew for every turn; a turn begins when all of the job obeys. */
record JobUnderPolicy(String name, JobLoop loop, DefaultPolicy policy, Criterion criterion) implements Contestant {

    private static final int PATIENCE_ROUNDS = 20;

    @Override
    public JobRound play(List<Picture> pictures) {
        Set<Long> version = enforce(pictures);
        return requireUnder(version, loop.play(pictures));
    }

    /** The round, if all its answers came under the version. */
    JobRound requireUnder(Set<Long> version, JobRound round) {
        if (!round.policyVersions().equals(version)) {
            throw new CommandFailure(name + " is to be measured under policy version " + version
                    + ", but answers came under " + round.policyVersions() + "; is somebody else setting policies?");
        }
        return round;
    }

    /** Sets the policy and waits until every subtask obeys; returns the version that answers name from now on. */
    Set<Long> enforce(List<Picture> pictures) {
        Set<Long> version = Set.of(policy.set(criterion));
        awaitVersion(version, pictures);
        return version;
    }

    /** A picture from every stream reaches every subtask. */
    private void awaitVersion(Set<Long> version, List<Picture> pictures) {
        for (int round = 0; round < PATIENCE_ROUNDS; round++) {
            if (loop.probe(pictures).policyVersions().equals(version)) {
                return;
            }
        }
        throw new CommandFailure("the job still does not obey policy version " + version + " after " + PATIENCE_ROUNDS
                + " rounds of answers");
    }
}
