package dev.offramp.clips;

import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** What can be set about clips, for bundles that take several frames at once. */
public final class ClipsOptions {

    public static final ConfigOption<Integer> STRIDE = ConfigOptions.key("clips.stride")
            .intType()
            .defaultValue(1)
            .withDescription("Of so many frames of a stream, a clip takes one.");

    public static final ConfigOption<Integer> HOP = ConfigOptions.key("clips.hop")
            .intType()
            .noDefaultValue()
            .withDescription(
                    "Frames taken from the beginning of one clip to that of the next, at most those of a clip. Left"
                            + " out, as many: clips share no frame.");

    public static final ConfigOption<Duration> MAX_WAIT = ConfigOptions.key("clips.max-wait")
            .durationType()
            .defaultValue(Duration.ofSeconds(10))
            .withDescription(
                    "How long a clip waits for a next frame of its stream; then it is classified as it is, the last"
                            + " frame standing for those that are missing, as at the end of a stream.");

    /** All of them, for checks and documentation. */
    public static final List<ConfigOption<?>> ALL = List.of(STRIDE, HOP, MAX_WAIT);

    private ClipsOptions() {}
}
