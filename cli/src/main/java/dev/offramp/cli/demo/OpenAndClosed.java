package dev.offramp.cli.demo;

import dev.offramp.cli.local.LocalSystem;
import dev.offramp.cli.policy.DefaultPolicy;
import dev.offramp.cli.publish.Picture;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.cli.terminal.Figures;
import dev.offramp.cli.terminal.Screen;
import java.util.List;
import java.util.Set;

/** The demo itself: the same pictures through the same job, first as the bundle recommends, then with its early exits closed. */
record OpenAndClosed(LocalSystem system, List<Picture> pictures, Screen screen) {

    private static final long BUNDLE_POLICY = 0;

    /** The compiler of a young JVM needs some ten thousand pictures until it has little left to do. */
    private static final int WARM_UP_ROUNDS = 2;

    private static final int MOST_ROUNDS = 20;
    private static final int SOME_PICTURES = 2_000;

    /** Returns whether every picture of both runs was answered exactly once. */
    boolean play() {
        try (var rounds = new Rounds(system)) {
            warmUp(rounds, BUNDLE_POLICY, pictures, WARM_UP_ROUNDS);
            var open = run("early exits ", rounds);
            long closedPolicy = closeEarlyExits();
            warmUp(rounds, closedPolicy, pictures.subList(0, Math.min(SOME_PICTURES, pictures.size())), 1);
            var closed = run("all closed  ", rounds);
            rounds.awaitSilence();
            return conclude(open, closed);
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

    /** Plays pictures so often, and until all answers come under the policy, which then has arrived everywhere. */
    private void warmUp(Rounds rounds, long policyVersion, List<Picture> some, int atLeast) {
        for (int round = 1; round <= MOST_ROUNDS; round++) {
            screen.show(List.of("Warming up under policy " + policyVersion + "; this is not counted ..."));
            boolean settled =
                    rounds.play(some, heard -> {}).sums().policyVersions().equals(Set.of(policyVersion));
            if (settled && round >= atLeast) {
                return;
            }
        }
        throw new CommandFailure(
                "the job does not answer under policy " + policyVersion + " alone after " + MOST_ROUNDS + " rounds");
    }

    private long closeEarlyExits() {
        var settings = system.plan().settings();
        long version = new DefaultPolicy(settings.kafka(), settings.bundle()).closeEarlyExits();
        screen.line(
                "Policy %d to the topic %s: all early exits closed. The job goes on; the same pictures again.",
                version, system.topics().policies());
        return version;
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
