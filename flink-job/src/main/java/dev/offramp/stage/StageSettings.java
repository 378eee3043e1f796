package dev.offramp.stage;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ReadableConfig;

/**
 * How one stage runs.
 *
 * @param maxBatchSize   samples in a batch at most
 * @param maxLinger      how long a sample waits for its batch to fill
 * @param ownParallelism subtasks when disaggregated, -1 for the job's
 * @param wire           how its survivors travel when disaggregated
 * @param warmUp         how long it may run blank batches before the first samples
 */
public record StageSettings(
        StageDevice.Kind device,
        int maxBatchSize,
        Duration maxLinger,
        int ownParallelism,
        WirePrecision wire,
        Duration warmUp)
        implements Serializable {

    private static final int LARGEST_BATCH = 4096;
    private static final Duration LONGEST_WARM_UP = Duration.ofMinutes(1);
    private static final Duration LONGEST_LINGER = Duration.ofMinutes(1);

    /** Reads the options of stage {@code number}; what is wrong with them is added to {@code problems}. */
    public static StageSettings from(ReadableConfig config, int number, List<String> problems) {
        StageSettings settings = new StageSettings(
                config.getOptional(enumOption(StageOptions.DEVICE, StageDevice.Kind.class, number))
                        .orElse(config.get(StageOptions.DEVICE)),
                config.getOptional(intOption(StageOptions.MAX_BATCH_SIZE, number))
                        .orElse(config.get(StageOptions.MAX_BATCH_SIZE)),
                config.getOptional(lingerOption(number)).orElse(config.get(StageOptions.MAX_LINGER)),
                config.getOptional(intOption(StageOptions.PARALLELISM, number))
                        .orElse(config.get(StageOptions.PARALLELISM)),
                config.getOptional(enumOption(StageOptions.WIRE_PRECISION, WirePrecision.class, number))
                        .orElse(config.get(StageOptions.WIRE_PRECISION)),
                config.get(StageOptions.WARM_UP));
        settings.check("stage " + number + ": ", problems);
        return settings;
    }

    private void check(String stage, List<String> problems) {
        if (maxBatchSize < 1 || maxBatchSize > LARGEST_BATCH) {
            problems.add(stage + StageOptions.MAX_BATCH_SIZE.key() + " must be 1 to " + LARGEST_BATCH + ", was "
                    + maxBatchSize);
        }
        if (maxLinger.isNegative() || maxLinger.compareTo(LONGEST_LINGER) > 0) {
            problems.add(
                    stage + StageOptions.MAX_LINGER.key() + " must be 0 to 1 min, was " + maxLinger.toMillis() + " ms");
        }
        if (warmUp.isNegative() || warmUp.compareTo(LONGEST_WARM_UP) > 0) {
            problems.add(stage + StageOptions.WARM_UP.key() + " must be 0 to 1 min, was " + warmUp.toMillis() + " ms");
        }
        if (ownParallelism != -1 && ownParallelism < 1) {
            problems.add(stage + StageOptions.PARALLELISM.key() + " must be -1 or at least 1, was " + ownParallelism);
        }
    }

    private static <E extends Enum<E>> ConfigOption<E> enumOption(ConfigOption<E> option, Class<E> type, int number) {
        return ConfigOptions.key(StageOptions.keyOf(option, number))
                .enumType(type)
                .noDefaultValue();
    }

    private static ConfigOption<Integer> intOption(ConfigOption<Integer> option, int number) {
        return ConfigOptions.key(StageOptions.keyOf(option, number)).intType().noDefaultValue();
    }

    private static ConfigOption<Duration> lingerOption(int number) {
        return ConfigOptions.key(StageOptions.keyOf(StageOptions.MAX_LINGER, number))
                .durationType()
                .noDefaultValue();
    }
}
