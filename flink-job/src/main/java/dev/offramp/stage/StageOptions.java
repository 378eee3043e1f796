package dev.offramp.stage;

import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/**
 * What can be set about stages. All but the threads can also be set for one stage alone, with its number after the first
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
                    "How long a sample waits for its batch to fill. Every stage may add this to the latency of a "
                            + "trickle; a flood never waits.");

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

    /** All of them, for checks and documentation. */
    public static final List<ConfigOption<?>> ALL =
            List.of(DEVICE, MAX_BATCH_SIZE, MAX_LINGER, PARALLELISM, INTRA_OP_THREADS);

    /** Those that can be set for one stage. */
    public static final List<ConfigOption<?>> PER_STAGE = List.of(DEVICE, MAX_BATCH_SIZE, MAX_LINGER, PARALLELISM);

    private StageOptions() {}

    /** The key of a per-stage option: {@code stage.batch.max-size} of stage 2 is {@code stage.2.batch.max-size}. */
    public static String keyOf(ConfigOption<?> option, int stage) {
        return option.key().replaceFirst("^stage\\.", "stage." + stage + ".");
    }
}
