package dev.offramp.settings;

import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;

/**
 * Options read with a check; what is wrong with one is added to the problems, so that all are reported at once.
 *
 * @param problems grows
 */
public record CheckedOptions(ReadableConfig config, List<String> problems) {

    /** A number of at least 1. */
    public int atLeastOne(ConfigOption<Integer> option) {
        int value = config.get(option);
        if (value < 1) {
            problems.add(option.key() + " must be at least 1, was " + value);
        }
        return value;
    }

    /** A time span of at least a millisecond. */
    public Duration atLeastOneMilli(ConfigOption<Duration> option) {
        Duration span = config.get(option);
        if (span.toMillis() < 1) {
            problems.add(option.key() + " must be at least 1 ms, was " + span);
        }
        return span;
    }

    /** A time span, perhaps none. */
    public Duration notNegative(ConfigOption<Duration> option) {
        Duration span = config.get(option);
        if (span.isNegative()) {
            problems.add(option.key() + " must not be negative, was " + span);
        }
        return span;
    }

    /** Subtasks of one's own: at least 1, or -1 for the job's. */
    public int parallelism(ConfigOption<Integer> option) {
        int value = config.get(option);
        if (value != -1 && value < 1) {
            problems.add(option.key() + " must be -1 or at least 1, was " + value);
        }
        return value;
    }

    /** A share, 0 to 1; the one given where it is not set and has no default. */
    public double share(ConfigOption<Double> option, double absent) {
        double share = config.getOptional(option).orElse(option.hasDefaultValue() ? option.defaultValue() : absent);
        if (!(share >= 0 && share <= 1)) {
            problems.add(option.key() + " must be 0 to 1, was " + share);
        }
        return share;
    }

    /** A time span of whole seconds, at least one. */
    public Duration wholeSeconds(ConfigOption<Duration> option) {
        Duration span = config.get(option);
        if (span.toMillis() < 1000 || span.toMillis() % 1000 != 0) {
            problems.add(option.key() + " must be whole seconds, at least one, was " + span.toMillis() + " ms");
        }
        return span;
    }
}
