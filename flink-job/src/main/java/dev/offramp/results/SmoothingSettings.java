package dev.offramp.results;

import dev.offramp.settings.CheckedOptions;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.ReadableConfig;

/**
 * How answers become states.
 *
 * @param decay λ: what a probability keeps for each further answer, above 0 and below 1
 * @param enter probability from which a class becomes the state
 * @param leave probability below which it no longer is; less than {@code enter}
 */
public record SmoothingSettings(double decay, double enter, double leave) implements Serializable {

    /** Reads the options and adds what is wrong with them to the problems; empty where nothing is to be smoothed. */
    static Optional<SmoothingSettings> from(ReadableConfig config, List<String> problems) {
        CheckedOptions checked = new CheckedOptions(config, problems);
        Optional<Double> decay = config.getOptional(ResultsOptions.SMOOTHING_DECAY);
        double enter = checked.share(ResultsOptions.SMOOTHING_ENTER, 0);
        double leave = checked.share(ResultsOptions.SMOOTHING_LEAVE, 0);
        if (decay.isEmpty()) {
            return Optional.empty();
        }
        if (!(decay.get() > 0 && decay.get() < 1)) {
            problems.add(ResultsOptions.SMOOTHING_DECAY.key() + " must be above 0 and below 1, was " + decay.get());
        }
        if (leave >= enter) {
            problems.add(ResultsOptions.SMOOTHING_LEAVE.key() + " must be less than "
                    + ResultsOptions.SMOOTHING_ENTER.key() + ", were " + leave + " and " + enter);
        }
        if (config.get(ResultsOptions.ORDER) != ResultOrder.STREAM) {
            problems.add(ResultsOptions.SMOOTHING_DECAY.key() + " needs " + ResultsOptions.ORDER.key() + ": stream");
        }
        return Optional.of(new SmoothingSettings(decay.get(), enter, leave));
    }
}
