package dev.offramp.frames;

import dev.offramp.settings.CheckedOptions;
import java.io.Serializable;
import java.util.List;
import java.util.OptionalInt;
import org.apache.flink.configuration.ReadableConfig;

/**
 * The bounds of decoding, checked.
 *
 * @param maxAspect       longer side divided by the shorter side
 * @param ownParallelism  subtasks that decode when decoding is apart, -1 for the job's
 * @param segments        what a segment of video may have at most
 */
public record FramesSettings(
        int maxBytes, int maxPixels, double maxAspect, DecodePlace decode, int ownParallelism, SegmentBounds segments)
        implements Serializable {

    /** Three bytes a pixel still fit into one array. */
    private static final int MOST_PIXELS = 500_000_000;

    private static final int LARGEST_ASPECT = 100;

    /** Reads the options of this package; what is wrong with them is added to {@code problems}. */
    public static FramesSettings from(ReadableConfig config, List<String> problems) {
        long maxBytes = config.get(FramesOptions.MAX_BYTES).getBytes();
        if (maxBytes < 1 || maxBytes > Integer.MAX_VALUE / 2) {
            problems.add(FramesOptions.MAX_BYTES.key() + " must be between 1 byte and 1 GiB, was " + maxBytes);
        }
        int maxPixels = config.get(FramesOptions.MAX_PIXELS);
        if (maxPixels < 1 || maxPixels > MOST_PIXELS) {
            problems.add(
                    FramesOptions.MAX_PIXELS.key() + " must be between 1 and " + MOST_PIXELS + ", was " + maxPixels);
        }
        double maxAspect = config.get(FramesOptions.MAX_ASPECT);
        if (!(maxAspect >= 1 && maxAspect <= LARGEST_ASPECT)) {
            problems.add(
                    FramesOptions.MAX_ASPECT.key() + " must be between 1 and " + LARGEST_ASPECT + ", was " + maxAspect);
        }
        return new FramesSettings(
                (int) maxBytes,
                maxPixels,
                maxAspect,
                config.get(FramesOptions.DECODE),
                parallelism(config, problems),
                SegmentBounds.from(config, problems));
    }

    private static int parallelism(ReadableConfig config, List<String> problems) {
        int parallelism = new CheckedOptions(config, problems).parallelism(FramesOptions.PARALLELISM);
        if (parallelism != -1 && config.get(FramesOptions.DECODE) != DecodePlace.APART) {
            problems.add(FramesOptions.PARALLELISM.key() + " needs " + FramesOptions.DECODE.key() + ": apart");
        }
        return parallelism;
    }

    /** Whether pixels cross the network to stage 1. */
    public boolean isApart() {
        return decode == DecodePlace.APART;
    }

    /** Subtasks that decode, where that is not the job's parallelism. */
    public OptionalInt parallelism() {
        return ownParallelism < 1 ? OptionalInt.empty() : OptionalInt.of(ownParallelism);
    }
}
