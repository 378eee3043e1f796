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
            .withDescription("Largest encoded frame, or segment of video; a larger one is rejected unread.");

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

    public static final ConfigOption<Integer> MAX_SEGMENT_FRAMES = ConfigOptions.key("frames.max-segment-frames")
            .intType()
            .defaultValue(1000)
            .withDescription("Most pictures that a segment of video may have.");

    public static final ConfigOption<Long> MAX_SEGMENT_PIXELS = ConfigOptions.key("frames.max-segment-pixels")
            .longType()
            .defaultValue(2_000_000_000L)
            .withDescription(
                    "Most pixels that a segment of video may have, all its pictures together: 960 pictures of 1920 x 1080. One "
                            + "thread decodes some hundred million a second, and answers nothing else meanwhile.");

    public static final ConfigOption<Integer> MAX_VIDEO_PIXELS = ConfigOptions.key("frames.max-video-pixels")
            .intType()
            .defaultValue(9_000_000)
            .withDescription(
                    "Most pixels that a picture of a segment may have. Its decoder keeps some of them outside the heap, in every "
                            + "slot: 1.5 bytes a pixel each, five in what cameras send of 3840 x 2160, and sixteen, of up to 6 bytes, in "
                            + "the worst that may be sent.");

    public static final ConfigOption<DecodePlace> DECODE = ConfigOptions.key("frames.decode")
            .enumType(DecodePlace.class)
            .defaultValue(DecodePlace.CHAINED)
            .withDescription(
                    "chained: in the thread of stage 1, so that bytes cross the network and pixels never do; apart: in "
                            + "slots of its own, with a parallelism of its own, for machines with many cores and few GPUs, at the "
                            + "price of one more exchange, of pixels. Of a clip, chained decodes what a stage looks at when it does; "
                            + "apart decodes every frame ahead, also those behind the exit.");

    public static final ConfigOption<Integer> PARALLELISM = ConfigOptions.key("frames.parallelism")
            .intType()
            .defaultValue(-1)
            .withDescription("Subtasks that decode when decoding is apart; -1 takes the job's parallelism.");

    /** All of them, for checks and documentation. */
    public static final List<ConfigOption<?>> ALL = List.of(
            MAX_BYTES,
            MAX_PIXELS,
            MAX_ASPECT,
            MAX_SEGMENT_FRAMES,
            MAX_SEGMENT_PIXELS,
            MAX_VIDEO_PIXELS,
            DECODE,
            PARALLELISM);

    private FramesOptions() {}
}
