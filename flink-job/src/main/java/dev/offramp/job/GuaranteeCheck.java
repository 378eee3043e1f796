package dev.offramp.job;

import dev.offramp.kafka.KafkaEndpoints;
import dev.offramp.kafka.KafkaOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.core.execution.CheckpointingMode;

/**
 * Whether checkpoints are such that the delivery guarantee holds. Asked of what the user says, among all other checks, and before
 * the job starts of what is in force: a cluster has settings of its own.
 */
record GuaranteeCheck(ReadableConfig config, DeliveryGuarantee guarantee) {

    /** A failure just before a checkpoint leaves a transaction open for two intervals. */
    private static final Duration LONGEST_INTERVAL = KafkaEndpoints.TRANSACTION_TIMEOUT.dividedBy(2);

    List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (guarantee != DeliveryGuarantee.EXACTLY_ONCE) {
            return problems;
        }
        Duration interval = config.getOptional(CheckpointingOptions.CHECKPOINTING_INTERVAL)
                .orElse(FlinkDefaults.CHECKPOINT_INTERVAL);
        boolean weaker =
                config.get(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE) != CheckpointingMode.EXACTLY_ONCE;
        if (weaker || interval.isZero() || interval.isNegative()) {
            problems.add(KafkaOptions.DELIVERY_GUARANTEE.key() + " exactly-once needs exactly-once checkpoints "
                    + "(execution.checkpointing.mode, execution.checkpointing.interval)");
        }
        if (interval.compareTo(LONGEST_INTERVAL) > 0) {
            problems.add(CheckpointingOptions.CHECKPOINTING_INTERVAL.key() + " must be at most "
                    + LONGEST_INTERVAL.toSeconds() + " s, was " + interval.toSeconds()
                    + " s: answers are committed with checkpoints, and the broker gives a transaction up after "
                    + KafkaEndpoints.TRANSACTION_TIMEOUT.toSeconds() + " s");
        }
        return problems;
    }
}
