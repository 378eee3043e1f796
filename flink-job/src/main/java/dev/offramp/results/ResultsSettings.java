package dev.offramp.results;

import dev.offramp.settings.CheckedOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.ReadableConfig;

/**
 * In which order answers leave.
 *
 * @param limits    that hold where they leave in the order of their streams
 * @param smoothing where states are made of them
 */
public record ResultsSettings(ResultOrder order, HoldLimits limits, Optional<SmoothingSettings> smoothing) {

    /** Reads the options and adds what is wrong with them to the problems. */
    public static ResultsSettings from(ReadableConfig config, List<String> problems) {
        CheckedOptions checked = new CheckedOptions(config, problems);
        Duration maxWait = checked.atLeastOneMilli(ResultsOptions.MAX_WAIT);
        long maxBytes = config.get(ResultsOptions.MAX_HELD_BYTES).getBytes();
        if (maxBytes < 1) {
            problems.add(ResultsOptions.MAX_HELD_BYTES.key() + " must be at least 1 byte, was " + maxBytes);
        }
        int maxHeld = checked.atLeastOne(ResultsOptions.MAX_HELD);
        return new ResultsSettings(
                config.get(ResultsOptions.ORDER),
                new HoldLimits(maxWait.toMillis(), maxHeld, maxBytes),
                SmoothingSettings.from(config, problems));
    }

    public boolean inOrder() {
        return order == ResultOrder.STREAM;
    }
}
