package dev.offramp.steer;

import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** What can be set about steering; without any goal the job does not steer. */
public final class SteerOptions {

    public static final ConfigOption<Duration> LATENCY_P95 = ConfigOptions.key("steer.latency-p95")
            .durationType()
            .noDefaultValue()
            .withDescription(
                    "Goal: the 95th percentile of latency, from a frame's creation to its answer. When more comes in "
                            + "than the machines manage, accuracy is given up along the calibrated curve, and taken back afterwards.");

    public static final ConfigOption<Long> MEAN_MULTIPLY_ADDS = ConfigOptions.key("steer.mean-multiply-adds")
            .longType()
            .noDefaultValue()
            .withDescription("Goal: mean multiply-adds a sample, whatever the samples are like.");

    public static final ConfigOption<Long> MULTIPLY_ADDS_PER_SECOND = ConfigOptions.key(
                    "steer.multiply-adds-per-second")
            .longType()
            .noDefaultValue()
            .withDescription("Goal: multiply-adds a second, whatever the load is.");

    public static final ConfigOption<Double> ACCEPTED_DISAGREEMENT = ConfigOptions.key("steer.accepted-disagreement")
            .doubleType()
            .noDefaultValue()
            .withDescription(
                    "Share of the samples, as 0.01, that the last exit may answer otherwise, measured on shadows. Alone "
                            + "it is the goal, at the least cost; beside another goal it keeps thresholds from falling further.");

    public static final ConfigOption<Double> SHADOW_SHARE = ConfigOptions.key("steer.shadow-share")
            .doubleType()
            .defaultValue(0.01)
            .withDescription("Share of the samples that leave early and run on to the last exit, where steering minds "
                    + "disagreement. More sees drift sooner and costs more.");

    public static final ConfigOption<Duration> INTERVAL = ConfigOptions.key("steer.interval")
            .durationType()
            .defaultValue(Duration.ofSeconds(1))
            .withDescription(
                    "How often steering looks and may move, whole seconds. Shorter reacts sooner and sees more noise.");

    /** All of them, for checks and documentation. */
    public static final List<ConfigOption<?>> ALL = List.of(
            LATENCY_P95, MEAN_MULTIPLY_ADDS, MULTIPLY_ADDS_PER_SECOND, ACCEPTED_DISAGREEMENT, SHADOW_SHARE, INTERVAL);

    private SteerOptions() {}
}
