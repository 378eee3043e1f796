package dev.offramp.job;

import static dev.offramp.job.Placement.DISAGGREGATED;

import dev.offramp.sample.Lanes;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.CheckpointingMode;

/** How this job sets Flink, under whatever its user sets; the last five lines nobody may set otherwise. */
public final class FlinkDefaults {

    static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(5);

    /** Flink's own 100 ms, on the two edges that a sample crosses, were most of its median latency. */
    private static final Duration BUFFER_TIMEOUT = Duration.ofMillis(20);

    static final String RESTART_STRATEGY = "exponential-delay";

    /** What a job waits for before it is started again after many failures. */
    static final Duration LONGEST_BACKOFF = Duration.ofSeconds(10);

    private FlinkDefaults() {}

    /** The user's configuration with this job's defaults under it. */
    public static Configuration under(Configuration user, Settings settings) {
        Configuration config = new Configuration(user);
        put(config, CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_INTERVAL);
        put(config, CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
        put(config, ExecutionOptions.BUFFER_TIMEOUT, BUFFER_TIMEOUT);
        restarts(config);
        put(
                config,
                TaskManagerOptions.NUM_TASK_SLOTS,
                slots(user, settings)); // a MiniCluster's; a real one has its own
        config.set(PipelineOptions.MAX_PARALLELISM, Lanes.COUNT); // lanes are key groups
        config.set(PipelineOptions.OPERATOR_CHAINING, true); // rows in native memory must never cross an edge
        config.set(PipelineOptions.OBJECT_REUSE, true); // all that travels is immutable, and a chain need not copy it
        config.set(PipelineOptions.GENERIC_TYPES, false);
        config.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        return config;
    }

    /** However long an outage is, the job is back soon after its end, and nobody has to start it. */
    private static void restarts(Configuration config) {
        put(config, RestartStrategyOptions.RESTART_STRATEGY, RESTART_STRATEGY);
        put(config, RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF, Duration.ofSeconds(1));
        put(config, RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF, LONGEST_BACKOFF);
        put(
                config,
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD,
                Duration.ofMinutes(2));
    }

    /** Where nothing is set, under none of the names that Flink knows it by. */
    private static <T> void put(Configuration config, ConfigOption<T> option, T value) {
        if (config.getOptional(option).isEmpty()) {
            config.set(option, value);
        }
    }

    /** One a subtask, one more a subtask that decodes apart, and disaggregated one more a subtask of every stage. */
    public static int slots(Configuration user, Settings settings) {
        int parallelism = user.getOptional(CoreOptions.DEFAULT_PARALLELISM)
                .orElse(Runtime.getRuntime().availableProcessors());
        int slots = parallelism;
        if (settings.frames().isApart()) {
            slots += settings.frames().parallelism().orElse(parallelism);
        }
        for (int stage = 1; stage <= settings.stages().size() && settings.placement() == DISAGGREGATED; stage++) {
            slots += StageSlots.of(settings, stage).parallelism().orElse(parallelism);
        }
        return slots;
    }
}
