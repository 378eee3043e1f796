package dev.offramp.exit;

import dev.offramp.settings.CheckedOptions;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ReadableConfig;

/**
 * How exits answer and keep accounts.
 *
 * @param topK             classes in an answer
 * @param burst            samples of a stream that may go deeper in a row on its credit
 * @param creditTimeToLive how long the credit of a silent stream is kept
 */
public record ExitSettings(int topK, int burst, Duration creditTimeToLive) implements Serializable {

    /** Reads the options and adds what is wrong with them to the problems. */
    public static ExitSettings from(ReadableConfig config, List<String> problems) {
        CheckedOptions checked = new CheckedOptions(config, problems);
        Duration timeToLive = checked.atLeastOneMilli(ExitOptions.CREDIT_TIME_TO_LIVE);
        return new ExitSettings(
                checked.atLeastOne(ExitOptions.TOP_K), checked.atLeastOne(ExitOptions.CREDIT_BURST), timeToLive);
    }
}
