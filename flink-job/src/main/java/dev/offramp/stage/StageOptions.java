package dev.offramp.stage;

import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/**
 * What can be set about stages. Device, batches, parallelism and the wire can also be set for one stage alone, with its number after the first
 * word: {@code stage.2.batch.max-size}.
 */
public final class StageOptions {

    public static final ConfigOption<StageDevice.Kind> DEVICE = ConfigOptions.key("stage.device")
            .enumType(StageDevice.Kind.class)
            .defaultValue(StageDevice.Kind.CPU)
            .withDescription(
                    "Where stages run: cpu, or gpu (subtasks share the task manager's external resources 'gpu').");

    public static final ConfigOption<Integer> MAX_BATCH_SIZE = ConfigOptions.key("stage.batch.max-size")
            .intType()
            .defaultValue(16)
            .withDescription("Samples that a stage runs at once at most. Larger batches use the device better and hold "
                    + "samples and memory longer.");

    public static final ConfigOption<Duration> MAX_LINGER = ConfigOptions.key("stage.batch.max-linger")
            .durationType()
            .defaultValue(Duration.ofMillis(5))
            .withDescription(
                    "How long a sample waits for its batch to fill at most. It waits less where the stage's measured "
                            + "costs say that a fuller batch would not pay, or where nobody else is likely to come.");

    public static final ConfigOption<Integer> PARALLELISM = ConfigOptions.key("stage.parallelism")
            .intType()
            .defaultValue(-1)
            .withDescription(
                    "Subtasks of a stage when the placement is disaggregated; -1 takes the job's parallelism.");

    public static final ConfigOption<Integer> INTRA_OP_THREADS = ConfigOptions.key("stage.intra-op-threads")
            .intType()
            .defaultValue(1)
            .withDescription(
                    "Threads within one operation of libtorch, for each subtask; one is best where the subtasks "
                            + "fill the cores. Read once a process.");

    public static final ConfigOption<WantedPrecision> PRECISION = ConfigOptions.key("stage.precision")
            .enumType(WantedPrecision.class)
            .defaultValue(WantedPrecision.AUTO)
            .withDescription(
                    "Which of the bundle's networks runs: float32, bfloat16, float16, or auto, the fastest where the "
                            + "job is submitted, in full batches on the CPU, of those within the tolerance; that takes some "
                            + "seconds where there is a choice. On a gpu, and where nothing can be tried, auto is float32. The "
                            + "log says which ran and why, and every result names it in the bundle's version, as in "
                            + "1.0.0+bfloat16.");

    public static final ConfigOption<Double> PRECISION_TOLERANCE = ConfigOptions.key("stage.precision-tolerance")
            .doubleType()
            .defaultValue(0.002)
            .withDescription(
                    "How much accuracy on the held-out samples auto may give away at any exit, as a share: 0.002 is "
                            + "0.2 points.");

    public static final ConfigOption<WirePrecision> WIRE_PRECISION = ConfigOptions.key("stage.wire-precision")
            .enumType(WirePrecision.class)
            .defaultValue(WirePrecision.EXACT)
            .withDescription(
                    "How a stage's float32 activations travel to the next one when the placement is disaggregated: "
                            + "exact, or in half the bytes as bfloat16 or float16 (finer, but infinite beyond 65,504). Then "
                            + "answers may differ from the offline evaluation's.");

    public static final ConfigOption<Duration> WARM_UP = ConfigOptions.key("stage.warm-up")
            .durationType()
            .defaultValue(Duration.ofSeconds(1))
            .withDescription(
                    "How long each stage may run blank batches of all sizes before the first samples, when a task "
                            + "starts. Without it the first batch of each size takes several times as long.");

    /** All of them, for checks and documentation. */
    public static final List<ConfigOption<?>> ALL = List.of(
            DEVICE,
            MAX_BATCH_SIZE,
            MAX_LINGER,
            PARALLELISM,
            INTRA_OP_THREADS,
            PRECISION,
            PRECISION_TOLERANCE,
            WIRE_PRECISION,
            WARM_UP);

    /** Those that can be set for one stage. */
    public static final List<ConfigOption<?>> PER_STAGE =
            List.of(DEVICE, MAX_BATCH_SIZE, MAX_LINGER, PARALLELISM, WIRE_PRECISION);

    private StageOptions() {}

    /** The key of a per-stage option: {@code stage.batch.max-size} of stage 2 is {@code stage.2.batch.max-size}. */
    public static String keyOf(ConfigOption<?> option, int stage) {
        return option.key().replaceFirst("^stage\\.", "stage." + stage + ".");
    }
}
