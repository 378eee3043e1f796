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

    /** A time span of whole seconds, at least one. */
    public Duration wholeSeconds(ConfigOption<Duration> option) {
        Duration span = config.get(option);
        if (span.toMillis() < 1000 || span.toMillis() % 1000 != 0) {
            problems.add(option.key() + " must be whole seconds, at least one, was " + span.toMillis() + " ms");
        }
        return span;
    }
}
