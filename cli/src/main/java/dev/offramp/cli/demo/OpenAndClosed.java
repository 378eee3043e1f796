package dev.offramp.cli.demo;

import dev.offramp.cli.publish.Picture;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.cli.terminal.Figures;
import dev.offramp.cli.terminal.Screen;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** The demo itself: the same pictures through the same job, first as the bundle recommends, then with its early exits closed. */
record OpenAndClosed(PlayedJob job, List<Picture> pictures, Screen screen) {

    /** The compiler of a young JVM needs some ten thousand pictures until it has little left to do. */
    private static final int WARM_UP_ROUNDS = 2;

    private static final int MOST_ROUNDS = 20;
    private static final int SOME_PICTURES = 2_000;

    /** Returns whether every picture of both runs was answered exactly once. */
    boolean play() {
        try (var rounds = new Rounds(job)) {
            warmUp(rounds, OptionalLong.empty(), pictures, WARM_UP_ROUNDS);
            var open = run("early exits ", rounds);
            var closed = runWithClosedExits(rounds);
            rounds.awaitSilence();
            return conclude(open, closed);
        }
    }

    private RunTally runWithClosedExits(Rounds rounds) {
        try (var exits = new ClosedExits(job)) {
            screen.line(
                    "Policy %d to the topic %s: all early exits closed. The job goes on; the same pictures again.",
                    exits.version(), job.kafka().topics().policies());
            var some = pictures.subList(0, Math.min(SOME_PICTURES, pictures.size()));
            warmUp(rounds, OptionalLong.of(exits.version()), some, 1);
            return run("all closed  ", rounds);
        }
    }

    private RunTally run(String title, Rounds rounds) {
        var tally = rounds.play(pictures, heard -> screen.show(lines(title, heard)));
        screen.settle(lines(title, tally));
        return tally;
    }

    private static List<String> lines(String title, RunTally tally) {
        return RunLines.of(title, tally.expected(), tally.sums());
    }

    /**
     * Plays pictures so often, and until all answers come under one policy, which then has arrived everywhere.
     *
     * @param policy its version; whichever is in force where it is none
     */
    private void warmUp(Rounds rounds, OptionalLong policy, List<Picture> some, int atLeast) {
        String under = policy.isPresent() ? "policy " + policy.getAsLong() : "the policy in force";
        for (int round = 1; round <= MOST_ROUNDS; round++) {
            screen.show(List.of("Warming up under " + under + "; this is not counted ..."));
            var sums = rounds.play(some, heard -> {}).sums();
            checkAnswered(sums);
            Set<Long> versions = sums.policyVersions();
            boolean settled = policy.isPresent() ? versions.equals(Set.of(policy.getAsLong())) : versions.size() == 1;
            if (settled && round >= atLeast) {
                return;
            }
        }
        throw new CommandFailure("the job does not answer under " + under + " alone after " + MOST_ROUNDS + " rounds");
    }

    private void checkAnswered(AnswerSums sums) {
        if (sums.answers() == 0) {
            var topics = job.kafka().topics();
            throw new CommandFailure("no picture on the topic " + topics.frames() + " was answered on "
                    + topics.classifications() + " for a minute: is there a job that reads it?");
        }
    }

    private boolean conclude(RunTally open, RunTally closed) {
        screen.line("");
        new Comparison("sample", List.of(), open.sums(), closed.sums()).lines().forEach(screen::line);
        screen.line("");
        screen.line(
                "samples/s is counted from the first answer to the last, as the exits stamp them. The pictures of each run were"
                        + " published in one burst, at %s/s and %s/s, so the job sets the pace, and the wait in the topic is that"
                        + " of the burst.",
                Figures.count(open.publishedPerSecond()), Figures.count(closed.publishedPerSecond()));
        screen.line("");
        verdict("early exits", open);
        verdict("all closed", closed);
        return open.isExactlyOnce() && closed.isExactlyOnce();
    }

    private void verdict(String title, RunTally tally) {
        String outcome = tally.isExactlyOnce()
                ? "every one of %s pictures was answered exactly once."
                : "FAILED: of %s pictures %s have no answer, and %d answers are second ones.";
        screen.line(
                title + ": " + outcome,
                Figures.count(tally.expected()),
                Figures.count(tally.expected() - tally.sums().answers()),
                tally.duplicates());
    }
}
