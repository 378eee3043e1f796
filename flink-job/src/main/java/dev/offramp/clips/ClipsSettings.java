package dev.offramp.clips;

import dev.offramp.settings.CheckedOptions;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ReadableConfig;

/**
 * How frames become clips, checked.
 *
 * @param frames of a clip; 1 where the bundle takes pictures and nothing is gathered
 * @param stride of so many frames one is taken
 * @param hop    frames taken from the beginning of one clip to that of the next, at most {@code frames}
 */
public record ClipsSettings(int frames, int stride, int hop, Duration maxWait) implements Serializable {

    /**
     * Reads the options of this package; what is wrong with them is added to {@code problems}.
     *
     * @param frames that the bundle takes at once
     */
    public static ClipsSettings from(ReadableConfig config, int frames, List<String> problems) {
        CheckedOptions checked = new CheckedOptions(config, problems);
        int stride = checked.atLeastOne(ClipsOptions.STRIDE);
        int hop = config.getOptional(ClipsOptions.HOP).orElse(frames);
        if (hop < 1 || hop > frames) {
            problems.add(ClipsOptions.HOP.key() + " must be 1 to " + frames + ", the frames of a clip, was " + hop);
        }
        return new ClipsSettings(frames, stride, hop, checked.atLeastOneMilli(ClipsOptions.MAX_WAIT));
    }

    /** Whether the bundle takes clips. */
    public boolean areGathered() {
        return frames > 1;
    }
}
