package dev.offramp.video;

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import java.util.OptionalLong;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * A decoded picture in FFmpeg's memory, until its stream advances.
 *
 * @param rotation degrees clockwise by which it is to be turned to stand upright
 */
public record VideoFrame(AVFrame native_, int rotation) {

    public int width() {
        return native_.width();
    }

    public int height() {
        return native_.height();
    }

    /** Presentation time in the track's time base, as the source says it: it may jump, repeat and run backwards. */
    public OptionalLong pts() {
        long pts = native_.best_effort_timestamp();
        return pts == AV_NOPTS_VALUE ? OptionalLong.empty() : OptionalLong.of(pts);
    }
}
