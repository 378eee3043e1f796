package dev.offramp.bench;

import dev.offramp.bench.report.Conditions;
import dev.offramp.bench.report.Spread;
import dev.offramp.cli.local.LocalSystem;
import dev.offramp.cli.publish.Picture;
import dev.offramp.cli.terminal.Figures;
import dev.offramp.cli.terminal.Screen;
import dev.offramp.job.Settings;
import dev.offramp.kafka.KafkaOptions;
import dev.offramp.stage.StageEngines;
import dev.offramp.stage.StageOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.TaskManagerOptions;

/**
 * The job with stages that sleep, at one parallelism after the other: each a system of its own, every subtask with as many
 * samples as at any other parallelism.
 */
record SimulatedScaling(
        Path bundle, List<String> overrides, List<Picture> pictures, int batchMillis, int cycles, Screen screen) {

    static final String STAGES = "simulated";

    List<ScalingRow> measure(List<Integer> parallelisms, int warmUp, int rounds) {
        List<ScalingRow> rows = new ArrayList<>();
        for (int parallelism : parallelisms) {
            Measured measured = play(parallelism, warmUp, rounds);
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

    /** The rounds at one parallelism. */
    private record Measured(Conditions conditions, Spread rate, double coresBusy) {}

    private Measured play(int parallelism, int warmUp, int rounds) {
        try (LocalSystem system = LocalSystem.start(bundle, parallelism, settings(), this::engines);
                JobLoop loop = new JobLoop(system)) {
            EvenDepths depths =
                    EvenDepths.of(pictures, new Decoding(system.plan().settings()).pixels(pictures));
            List<Picture> played = dealt(depths, parallelism);
            List<Double> rates = new ArrayList<>();
            BusyCores busy = BusyCores.fromNow();
            for (int round = 1 - warmUp; round <= rounds; round++) {
                busy = round == 1 ? BusyCores.fromNow() : busy;
                double rate = loop.play(played).samplesPerSecond();
                String name = round < 1 ? "warm-up" : "round " + round + "/" + rounds;
                screen.line("%-9s simulated, %2d subtasks %9s/s", name, parallelism, Figures.count(rate));
                if (round >= 1) {
                    rates.add(rate);
                }
            }
            return new Measured(Conditions.of(system.plan()), new Spread(rates), busy.share());
        }
    }

    private StageEngines engines(Settings settings) {
        return new SleepingEngines(batchMillis, settings.bundle().classes().size());
    }

    private List<Picture> dealt(EvenDepths depths, int parallelism) {
        return IntStream.range(0, cycles * EvenDepths.CYCLE * parallelism)
                .mapToObj(depths::picture)
                .toList();
    }

    /**
     * Nothing may bind but the stages: full batches, no barriers, small network buffers for many channels. All partitions are read
     * a little at a time, in turn: a long run of records for one subtask fills its buffers, and the others starve behind it.
     */
    private List<String> settings() {
        List<String> settings = new ArrayList<>(List.of(
                StageOptions.MAX_BATCH_SIZE.key() + "=16",
                StageOptions.MAX_LINGER.key() + "=30 s",
                StageOptions.WARM_UP.key() + "=0 ms",
                KafkaOptions.DELIVERY_GUARANTEE.key() + "=at-least-once",
                "kafka.properties.max.partition.fetch.bytes=16384",
                "kafka.properties.max.poll.records=16",
                CheckpointingOptions.CHECKPOINTING_INTERVAL.key() + "=1 h",
                TaskManagerOptions.MEMORY_SEGMENT_SIZE.key() + "=8 kb",
                TaskManagerOptions.NETWORK_MEMORY_MIN.key() + "=512 mb",
                TaskManagerOptions.NETWORK_MEMORY_MAX.key() + "=512 mb"));
        settings.addAll(overrides);
        return settings;
    }
}
