package dev.offramp.cli.demo;

import dev.offramp.cli.belt.BeltFilm;
import dev.offramp.cli.local.LocalSystem;
import dev.offramp.cli.policy.DefaultPolicy;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.cli.terminal.Figures;
import dev.offramp.cli.terminal.Screen;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Films of belts through ingest and the job: first as they were taken, to be watched, then as fast as it goes, with early exits and
 * without.
 */
record BeltDemo(LocalSystem system, BeltFilms films, Screen screen) {

    private static final long BUNDLE_POLICY = 0;
    private static final int MOST_ROUNDS = 20;

    /** Returns whether every clip was answered exactly once and in order, each time. */
    boolean play() {
        try (var runs = new FilmRuns(system)) {
            ClipTally live = watch(runs);
            warmUp(runs, BUNDLE_POLICY);
            ClipTally open = run("early exits ", runs);
            closeEarlyExits(runs);
            ClipTally closed = run("every frame ", runs);
            runs.awaitSilence();
            return conclude(List.of(live, open, closed));
        }
    }

    private ClipTally watch(FilmRuns runs) {
        screen.line(
                "Live, at %d pictures a second: a light barrier lets each camera take %d of every garment; that is a clip.",
                BeltFilm.PER_SECOND, bundleFrames());
        ClipTally live = runs.play(films.shown(), true, heard -> show("live", heard, false));
        show("live", live, true);
        screen.line("");
        screen.line("As fast as it goes, other films:");
        return live;
    }

    private ClipTally run(String title, FilmRuns runs) {
        ClipTally tally = runs.play(films.played(), false, heard -> show(title, heard, false));
        show(title, tally, true);
        return tally;
    }

    private void show(String title, ClipTally tally, boolean last) {
        List<String> lines = new ArrayList<>(RunLines.of(title, tally.expected(), tally.sums()));
        if (screen.isLive()) {
            lines.addAll(new BeltLines(system.plan().settings().bundle()).of(tally));
        }
        if (last) {
            screen.settle(lines);
        } else {
            screen.show(lines);
        }
    }

    private void closeEarlyExits(FilmRuns runs) {
        var settings = system.plan().settings();
        long version = new DefaultPolicy(settings.kafka(), settings.bundle()).closeEarlyExits();
        screen.line(
                "Policy %d to the topic %s: all early exits closed. The job goes on; the same films again.",
                version, system.topics().policies());
        warmUp(runs, version);
    }

    /** Plays films until all answers come under the policy, which then has arrived everywhere. */
    private void warmUp(FilmRuns runs, long policyVersion) {
        for (int round = 1; round <= MOST_ROUNDS; round++) {
            screen.show(List.of("Warming up under policy " + policyVersion + "; this is not counted ..."));
            ClipTally tally = runs.play(films.shown(), false, heard -> {});
            if (tally.sums().policyVersions().equals(Set.of(policyVersion))) {
                return;
            }
        }
        throw new CommandFailure(
                "the job does not answer under policy " + policyVersion + " alone after " + MOST_ROUNDS + " rounds");
    }

    private boolean conclude(List<ClipTally> runs) {
        ClipTally open = runs.get(1);
        ClipTally closed = runs.get(2);
        var frames = FramesLookedAt.byExit(system.plan().settings().bundle());
        screen.line("");
        new Comparison("clip", frames, open.sums(), closed.sums()).lines().forEach(screen::line);
        screen.line("");
        screen.line(
                "clips/s is counted from the first answer to the last, as the exits stamp them, while the same processor makes frames"
                        + " of the films. What the films show was never in training; accuracy is against what was put on the belt.");
        screen.line("");
        verdict("live", runs.get(0));
        verdict("early exits", open);
        verdict("every frame", closed);
        return runs.stream().allMatch(run -> run.problems().isEmpty());
    }

    private void verdict(String title, ClipTally tally) {
        screen.line(
                "%s: %s",
                title,
                tally.problems().isEmpty()
                        ? "every one of " + Figures.count(tally.expected())
                                + " clips was answered exactly once, in the order of its stream, without a gap."
                        : "FAILED: " + String.join(", ", tally.problems()) + ".");
    }

    private int bundleFrames() {
        return system.plan().settings().bundle().frames();
    }
}
