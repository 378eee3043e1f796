package dev.offramp.video;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;

import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Pictures as bytes of R, G, B, at the size that they have. One thread. */
public final class RgbConverter implements AutoCloseable {

    private final FrameScaler scaler;

    /** A converter of any pictures. */
    public RgbConverter() {
        FfmpegLibraries.load();
        this.scaler = new FrameScaler(AV_PIX_FMT_RGB24);
    }

    /** Rows of R, G, B without padding. */
    public byte[] convert(VideoFrame frame) throws VideoFailure {
        int line = 3 * frame.width();
        byte[] pixels = new byte[line * frame.height()];
        AVFrame rgb = scaler.scale(frame.native_(), frame.width(), frame.height());
        int stride = rgb.linesize(0);
        var rows = rgb.data(0).capacity((long) stride * frame.height());
        for (int y = 0; y < frame.height(); y++) {
            rows.position((long) y * stride).get(pixels, y * line, line);
        }
        return pixels;
    }

    @Override
    public void close() {
        scaler.close();
    }
}
