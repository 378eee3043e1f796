package dev.offramp.frames;

import dev.offramp.settings.CheckedOptions;
import java.io.Serializable;
import java.util.List;
import org.apache.flink.configuration.ReadableConfig;

/**
 * What a segment of video may have at most, so that decoding one takes a bounded time: the same in every replay, as a clock's would not be.
 *
 * @param frames        pictures
 * @param pixels        of all pictures together
 * @param picturePixels of one picture
 */
record SegmentBounds(int frames, long pixels, int picturePixels) implements Serializable {

    static SegmentBounds from(ReadableConfig config, List<String> problems) {
        long pixels = config.get(FramesOptions.MAX_SEGMENT_PIXELS);
        if (pixels < 1) {
            problems.add(FramesOptions.MAX_SEGMENT_PIXELS.key() + " must be at least 1, was " + pixels);
        }
        CheckedOptions checked = new CheckedOptions(config, problems);
        return new SegmentBounds(
                checked.atLeastOne(FramesOptions.MAX_SEGMENT_FRAMES),
                pixels,
                checked.atLeastOne(FramesOptions.MAX_VIDEO_PIXELS));
    }
}
