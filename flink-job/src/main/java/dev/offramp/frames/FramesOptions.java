package dev.offramp.frames;

import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;

/** What can be set about decoding. */
public final class FramesOptions {

    public static final ConfigOption<MemorySize> MAX_BYTES = ConfigOptions.key("frames.max-bytes")
            .memoryType()
            .defaultValue(MemorySize.ofMebiBytes(8))
            .withDescription("Largest encoded frame; a larger one is rejected unread.");

    public static final ConfigOption<Integer> MAX_PIXELS = ConfigOptions.key("frames.max-pixels")
            .intType()
            .defaultValue(24_000_000)
            .withDescription(
                    "Most pixels that a frame may have. Decoding takes 3 to 8 bytes of heap a pixel "
                            + "(3 more to turn it upright) and, for lossy WebP, 4 outside the heap, in every slot at once; this "
                            + "bounds what decompression bombs can take, and is checked against the heap where its size is known.");

    public static final ConfigOption<Double> MAX_ASPECT = ConfigOptions.key("frames.max-aspect")
            .doubleType()
            .defaultValue(20.0)
            .withDescription("Largest ratio of the longer to the shorter side; beyond it a centre crop says little.");

    public static final ConfigOption<Integer> PARALLELISM = ConfigOptions.key("frames.parallelism")
            .intType()
            .defaultValue(-1)
            .withDescription(
                    "Subtasks that decode; -1 takes the job's parallelism and decodes in the source's thread. Any other number "
                            + "exchanges frames before they are keyed, so that frames of one stream may change places.");

    /** All of them, for checks and documentation. */
    public static final List<ConfigOption<?>> ALL = List.of(MAX_BYTES, MAX_PIXELS, MAX_ASPECT, PARALLELISM);

    private FramesOptions() {}
}
