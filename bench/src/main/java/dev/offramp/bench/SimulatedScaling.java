package dev.offramp.bench;

import dev.offramp.bench.report.Conditions;
import dev.offramp.bench.report.Spread;
import dev.offramp.cli.local.LocalSystem;
import dev.offramp.cli.publish.Picture;
import dev.offramp.job.Settings;
import dev.offramp.stage.StageEngines;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The job with stages that sleep, at one parallelism after the other: each a system of its own, at the settings that its row names.
 *
 * @param contest of one contestant
 */
record SimulatedScaling(
        Path bundle,
        List<String> overrides,
        List<Picture> pictures,
        int batchMillis,
        Function<List<Contestant>, Contest> contest) {

    static final String STAGES = "simulated";

    List<ScalingRow> measure(List<Integer> parallelisms) {
        List<ScalingRow> rows = new ArrayList<>();
        for (int parallelism : parallelisms) {
            Measured measured = play(parallelism);
            double each = rows.isEmpty()
                    ? measured.rate.median() / parallelism
                    : rows.get(0).samplesPerSecond().median() / rows.get(0).subtasks();
            Spread linear = new Spread(measured.rate.values().stream()
                    .map(rate -> rate / parallelism / each)
                    .toList());
            rows.add(new ScalingRow(
                    measured.conditions, STAGES, parallelism, measured.rate, linear, measured.coresBusy));
        }
        return rows;
    }

    /** The turns at one parallelism. */
    private record Measured(Conditions conditions, Spread rate, double coresBusy) {}

    private Measured play(int parallelism) {
        try (LocalSystem system =
                        LocalSystem.start(bundle, parallelism, SleepingEngines.settings(overrides), this::engines);
                JobLoop loop = new JobLoop(
                        system.bootstrapServers(), system.topics(), Cameras.inTurn("camera-", Balance.MANY))) {
            loop.probe(pictures);
            String name = "job, " + parallelism + (parallelism == 1 ? " subtask" : " subtasks");
            BusyCores busy = BusyCores.fromNow();
            ContestResult result =
                    contest.apply(List.of(new Neighbour(name, loop))).play();
            system.job().requireAlive();
            return new Measured(Conditions.of(system.plan()), result.rate(name), busy.share());
        }
    }

    private StageEngines engines(Settings settings) {
        return new SleepingEngines(batchMillis, settings.bundle().classes().size());
    }
}
