package dev.offramp.video;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_AREA;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU601;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INT;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCachedContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.ffmpeg.swscale.SwsFilter;
import org.bytedeco.javacpp.DoublePointer;
import org.jspecify.annotations.Nullable;

/**
 * Brings pictures of any size and pixel format to one format with the full range of values, by averaging areas. One thread.
 */
final class FrameScaler implements AutoCloseable {

    private static final int UNCHANGED = 1 << 16;

    private final int pixelFormat;
    private final AVFrame scaled = av_frame_alloc();
    private @Nullable SwsContext context;

    FrameScaler(int pixelFormat) {
        this.pixelFormat = pixelFormat;
    }

    /** The picture in the other size; valid until the next. */
    AVFrame scale(AVFrame frame, int width, int height) throws VideoFailure {
        prepare(width, height);
        SwsContext scaling = sws_getCachedContext(
                context,
                frame.width(),
                frame.height(),
                frame.format(),
                width,
                height,
                pixelFormat,
                SWS_AREA | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT,
                (SwsFilter) null,
                (SwsFilter) null,
                (DoublePointer) null);
        context = scaling;
        if (scaling == null || scaling.isNull()) {
            throw new VideoFailure(
                    VideoFailure.Kind.UNSUPPORTED, "pixel format " + frame.format() + " cannot be scaled");
        }
        int range = frame.color_range() == AVCOL_RANGE_JPEG ? 1 : 0;
        sws_setColorspaceDetails(
                scaling,
                sws_getCoefficients(frame.colorspace()),
                range,
                sws_getCoefficients(SWS_CS_ITU601),
                1,
                0,
                UNCHANGED,
                UNCHANGED);
        check(
                sws_scale(scaling, frame.data(), frame.linesize(), 0, frame.height(), scaled.data(), scaled.linesize()),
                "scaling a picture to " + width + " x " + height);
        return scaled;
    }

    @Override
    public void close() {
        av_frame_free(scaled);
        if (context != null) {
            sws_freeContext(context);
        }
    }

    private void prepare(int width, int height) throws VideoFailure {
        if (scaled.width() == width && scaled.height() == height) {
            return;
        }
        av_frame_unref(scaled);
        scaled.width(width);
        scaled.height(height);
        scaled.format(pixelFormat);
        scaled.color_range(AVCOL_RANGE_JPEG);
        check(av_frame_get_buffer(scaled, 0), "memory for a picture of " + width + " x " + height);
    }

    /** What failed once is prepared anew the next time. */
    private void check(int code, String doing) throws VideoFailure {
        if (code < 0) {
            av_frame_unref(scaled);
            throw Failures.of(code, doing);
        }
    }
}
