package dev.offramp.bench;

import dev.offramp.cli.local.LocalSystem;
import dev.offramp.cli.policy.DefaultPolicy;
import dev.offramp.cli.publish.Picture;
import dev.offramp.cli.terminal.Figures;
import dev.offramp.cli.terminal.Screen;
import dev.offramp.job.Settings;
import dev.offramp.policy.Policy;
import dev.offramp.policy.Thresholds;
import dev.offramp.sample.Tensor;
import dev.offramp.stage.djl.DjlStageEngines;
import java.util.ArrayList;
import java.util.List;

/** Bare loop and job in turns, under one policy and then under another. */
record Efficiency(LocalSystem system, List<Picture> pictures, int warmUp, int pairs, Screen screen) {

    List<EfficiencyRow> measure() {
        Policy recommended = settings().bundle().policy();
        int fewer = Math.max(1, pictures.size() / 3); // a turn takes longer where every sample goes all the way
        try (JobLoop job = new JobLoop(system)) {
            EfficiencyRow first = row("recommended", recommended, pictures, job);
            long version = new DefaultPolicy(settings().kafka(), settings().bundle()).closeEarlyExits();
            Policy closed = Policy.of(
                    version,
                    recommended.criterion().measure(),
                    Thresholds.closed(settings().bundle().earlyExits()));
            return List.of(first, row("all closed", closed, pictures.subList(0, fewer), job));
        }
    }

    private EfficiencyRow row(String title, Policy policy, List<Picture> played, JobLoop job) {
        List<Tensor> pixels = new Decoding(settings()).pixels(played);
        BareNetwork network = new BareNetwork(
                settings().bundle(),
                new DjlStageEngines(settings().intraOpThreads()),
                settings().stages());
        try (BareLoop bare = new BareLoop(network, policy, system.plan().parallelism())) {
            List<Pair> counted = new ArrayList<>();
            for (int turn = 1 - warmUp; turn <= pairs; turn++) {
                Pair pair = new Pair(bare.samplesPerSecond(pixels), job.play(played));
                screen.line(
                        "%-12s %s  bare loop %s/s  job %s/s  ratio %.3f",
                        title,
                        turn < 1 ? "warm-up" : "turn " + turn,
                        Figures.count(pair.bare()),
                        Figures.count(pair.job().samplesPerSecond()),
                        pair.ratio());
                if (turn >= 1) {
                    counted.add(pair);
                }
            }
            return new EfficiencyRow(title, counted);
        }
    }

    private Settings settings() {
        return system.plan().settings();
    }
}
