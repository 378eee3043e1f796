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
            .defaultValue(50_000_000)
            .withDescription("Most pixels that a frame may have. Decoding takes 3 to 8 bytes of heap a pixel "
                    + "(3 more to turn it upright) and, for lossy WebP, 4 outside the heap, in every slot at once; this "
                    + "bounds what decompression bombs can take.");

    public static final ConfigOption<Double> MAX_ASPECT = ConfigOptions.key("frames.max-aspect")
            .doubleType()
            .defaultValue(20.0)
            .withDescription("Largest ratio of the longer to the shorter side; beyond it a centre crop says little.");

    public static final ConfigOption<DecodePlace> DECODE = ConfigOptions.key("frames.decode")
            .enumType(DecodePlace.class)
            .defaultValue(DecodePlace.CHAINED)
            .withDescription(
                    "chained: in the thread of stage 1, so that bytes cross the network and pixels never do; apart: in "
                            + "slots of its own, with a parallelism of its own, for machines with many cores and few GPUs, at the "
                            + "price of one more exchange, of pixels.");

    public static final ConfigOption<Integer> PARALLELISM = ConfigOptions.key("frames.parallelism")
            .intType()
            .defaultValue(-1)
            .withDescription("Subtasks that decode when decoding is apart; -1 takes the job's parallelism.");

    /** All of them, for checks and documentation. */
    public static final List<ConfigOption<?>> ALL = List.of(MAX_BYTES, MAX_PIXELS, MAX_ASPECT, DECODE, PARALLELISM);

    private FramesOptions() {}
}
