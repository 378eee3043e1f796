package dev.offramp.bench;

import dev.offramp.bench.profile.CpuClock;
import dev.offramp.bench.profile.CpuTime;
import dev.offramp.bench.profile.StackRecording;
import dev.offramp.bench.profile.Work;
import dev.offramp.bundle.Bundle;
import dev.offramp.cli.local.LocalSystem;
import dev.offramp.cli.policy.DefaultPolicy;
import dev.offramp.cli.publish.Picture;
import dev.offramp.cli.terminal.Figures;
import dev.offramp.cli.terminal.Screen;
import dev.offramp.job.Settings;
import dev.offramp.policy.Criterion;
import dev.offramp.policy.Policy;
import dev.offramp.policy.Thresholds;
import dev.offramp.sample.Tensor;
import dev.offramp.stage.djl.DjlStageEngines;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Bare loop and job in turns, the job with a watch on its threads, under one policy and then under another.
 *
 * @param seconds of the job, under each policy
 */
record Profile(LocalSystem system, List<Picture> pictures, int warmUp, double seconds, Screen screen) {

    private static final int MOST = 200_000;
    private static final double TURN_SECONDS = 5;
    /** Decoded pictures that are kept, about a quarter of a gigabyte; the bare loop goes round them. */
    private static final long MOST_VALUES = 64L << 20;

    List<ProfileRow> measure() throws IOException {
        Criterion own = bundle().policy().criterion();
        Criterion closed = Criterion.of(own.measure(), Thresholds.closed(bundle().earlyExits()));
        try (JobLoop loop = new JobLoop(system)) {
            return List.of(row("recommended", own, loop), row("all closed", closed, loop));
        }
    }

    private ProfileRow row(String title, Criterion criterion, JobLoop loop) throws IOException {
        DefaultPolicy board = new DefaultPolicy(settings().kafka(), bundle());
        JobUnderPolicy job = new JobUnderPolicy(title, loop, board, criterion);
        int turns = (int) Math.max(1, Math.round(seconds / TURN_SECONDS));
        TurnSize size = new TurnSize(seconds / turns, Optional.empty());
        List<Tensor> pixels = pixels();
        try (BareLoop bare = bareLoop(criterion)) {
            List<ProfileTurn> counted = new ArrayList<>();
            int ofBare = size.pictures(List.of(), MOST);
            int ofJob = ofBare;
            for (int turn = 1 - warmUp; turn <= turns; turn++) {
                ProfileTurn played = play(bare, round(pixels, ofBare), job, round(pictures, ofJob));
                say(title, turn, played);
                ofBare = size.pictures(List.of(played.pair().bare()), MOST);
                ofJob = size.pictures(List.of(played.pair().job().samplesPerSecond()), MOST);
                if (turn >= 1) {
                    counted.add(played);
                }
            }
            return new ProfileRow(title, counted);
        }
    }

    private static ProfileTurn play(BareLoop bare, List<Tensor> pixels, JobUnderPolicy job, List<Picture> pictures)
            throws IOException {
        CpuClock beforeBare = CpuClock.now();
        double bareRate = bare.samplesPerSecond(pixels);
        double bareMicros = CpuClock.now().since(beforeBare).microsOf(Work.BARE_LOOP, pixels.size());
        Set<Long> version = job.enforce(pictures);
        job.loop().send(pictures);
        try (StackRecording stacks = StackRecording.start()) {
            CpuClock before = CpuClock.now();
            JobRound round = job.requireUnder(version, job.loop().answers(pictures.size()));
            CpuTime cpu = CpuClock.now().since(before);
            return new ProfileTurn(new Pair(bareRate, round), bareMicros, cpu, stacks.stop());
        }
    }

    private BareLoop bareLoop(Criterion criterion) {
        BareNetwork network = new BareNetwork(
                bundle(),
                new DjlStageEngines(settings().intraOpThreads()),
                settings().stages());
        Policy own = bundle().policy();
        return new BareLoop(
                network,
                new Policy(own.version(), criterion, own.limits(), own.shadowShare()),
                system.plan().parallelism());
    }

    private List<Tensor> pixels() {
        long values = 3L * bundle().height() * bundle().width();
        int most = (int) Math.max(1, Math.min(pictures.size(), MOST_VALUES / values));
        return new Decoding(settings()).pixels(pictures.subList(0, most));
    }

    private void say(String title, int turn, ProfileTurn played) {
        screen.line(
                "%-12s %s  bare loop %s/s, %.0f us a sample  job %s/s, %.0f us a sample",
                title,
                turn < 1 ? "warm-up" : "turn " + turn,
                Figures.count(played.pair().bare()),
                played.bareMicros(),
                Figures.count(played.pair().job().samplesPerSecond()),
                played.allMicros());
    }

    private static <T> List<T> round(List<T> all, int count) {
        return IntStream.range(0, count).mapToObj(n -> all.get(n % all.size())).toList();
    }

    private Settings settings() {
        return system.plan().settings();
    }

    private Bundle bundle() {
        return settings().bundle();
    }
}
