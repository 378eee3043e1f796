package dev.offramp.job;

import dev.offramp.kafka.KafkaOptions;
import dev.offramp.kafka.KafkaSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.CheckpointConfig;

/**
 * Whether checkpoints are such that the delivery guarantee holds. Asked of what the user says, among all other checks, and before
 * the job starts of what is in force: a cluster has settings of its own, and so has a broker.
 */
public record GuaranteeCheck(ReadableConfig config, KafkaSettings kafka) {

    /** To deploy the tasks again, read their state and load the bundle. */
    private static final Duration REDEPLOYMENT = Duration.ofSeconds(10);

    /** What would lose answers, one sentence each. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (kafka.guarantee() != DeliveryGuarantee.EXACTLY_ONCE) {
            return problems;
        }
        boolean weaker =
                config.get(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE) != CheckpointingMode.EXACTLY_ONCE;
        if (weaker || interval().isZero() || interval().isNegative()) {
            problems.add(KafkaOptions.DELIVERY_GUARANTEE.key() + " exactly-once needs exactly-once checkpoints "
                    + "(execution.checkpointing.mode, execution.checkpointing.interval)");
        }
        if (interval().compareTo(longestInterval()) > 0) {
            problems.add(intervalTooLong());
        } else {
            addCheckpointTooLong(problems);
        }
        return problems;
    }

    /** Where nobody has said how long a checkpoint may take: no longer than its answers can wait, and no longer than Flink's default. */
    void boundCheckpoints(CheckpointConfig checkpoints) {
        boolean named =
                config.getOptional(CheckpointingOptions.CHECKPOINTING_TIMEOUT).isPresent();
        long flinks = CheckpointingOptions.CHECKPOINTING_TIMEOUT.defaultValue().toMillis();
        if (!named && kafka.guarantee() == DeliveryGuarantee.EXACTLY_ONCE) {
            checkpoints.setCheckpointTimeout(
                    Math.min(flinks, longestCheckpoint().toMillis()));
        }
    }

    /**
     * What a checkpoint may take, so that its answers are committed before the broker gives them up. A checkpoint that fails leaves
     * its transactions to the next one, as often as that is tolerated.
     */
    private Duration longestCheckpoint() {
        int tolerated = Math.max(0, config.get(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER));
        return timeout().minus(restart()).minus(interval()).dividedBy(tolerated + 1L);
    }

    /** As much as would fit were a checkpoint to take as long as the interval. */
    private Duration longestInterval() {
        return timeout().minus(restart()).dividedBy(2);
    }

    /** From one checkpoint's start to the next one's, where they take no longer. */
    private Duration interval() {
        Duration interval = config.getOptional(CheckpointingOptions.CHECKPOINTING_INTERVAL)
                .orElse(FlinkDefaults.CHECKPOINT_INTERVAL);
        Duration pause = config.get(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS);
        return interval.compareTo(pause) < 0 ? pause : interval;
    }

    private Duration timeout() {
        return kafka.transactionTimeout().duration();
    }

    /** From the death of a task manager until its successor commits what it had pre-committed. */
    private Duration restart() {
        return config.get(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT)
                .plus(backoff())
                .plus(REDEPLOYMENT);
    }

    /** What a failure after several others waits. */
    private Duration backoff() {
        boolean isOurs = config.getOptional(RestartStrategyOptions.RESTART_STRATEGY)
                .filter(strategy -> !strategy.equals(FlinkDefaults.RESTART_STRATEGY))
                .isEmpty();
        return isOurs
                ? config.getOptional(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF)
                        .orElse(FlinkDefaults.LONGEST_BACKOFF)
                : Duration.ZERO;
    }

    private String intervalTooLong() {
        String reason = ": two intervals and a restart (heartbeat.timeout, the longest wait before a restart and "
                + REDEPLOYMENT.toSeconds() + " s: "
                + restart().toSeconds() + " s) must fit into a transaction, which the broker gives up after "
                + timeout().toSeconds() + " s, its answers lost";
        if (longestInterval().toSeconds() > 0) {
            return CheckpointingOptions.CHECKPOINTING_INTERVAL.key() + " must be at most "
                    + longestInterval().toSeconds() + " s, was " + interval().toSeconds() + " s" + reason;
        }
        return KafkaOptions.TRANSACTION_TIMEOUT.key() + " must be at least "
                + interval().multipliedBy(2).plus(restart()).toSeconds() + " s, was "
                + timeout().toSeconds() + " s"
                + reason + "; where the broker allows no more (transaction.max.timeout.ms), it has to, or "
                + KafkaOptions.DELIVERY_GUARANTEE.key() + " has to be at-least-once";
    }

    private void addCheckpointTooLong(List<String> problems) {
        config.getOptional(CheckpointingOptions.CHECKPOINTING_TIMEOUT)
                .filter(named -> named.compareTo(longestCheckpoint()) > 0)
                .ifPresent(named -> problems.add(CheckpointingOptions.CHECKPOINTING_TIMEOUT.key() + " must be at most "
                        + longestCheckpoint().toSeconds() + " s, was " + named.toSeconds()
                        + " s: answers are committed when a checkpoint is complete, and the broker gives them up after "
                        + timeout().toSeconds() + " s (" + KafkaOptions.TRANSACTION_TIMEOUT.key() + ")"));
    }
}
