package dev.offramp.video;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GRAY8;

import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Pictures as a few large squares of grey, each the mean of what it covers. One thread. */
public final class LumaThumbnail implements AutoCloseable {

    private final int side;
    private final FrameScaler scaler;

    /**
     * Thumbnails of any pictures.
     *
     * @param side squares in a row, and rows
     */
    public LumaThumbnail(int side) {
        FfmpegLibraries.load();
        this.side = side;
        this.scaler = new FrameScaler(AV_PIX_FMT_GRAY8);
    }

    /** Rows of grey, side times side unsigned bytes. */
    public byte[] of(VideoFrame frame) throws VideoFailure {
        byte[] thumbnail = new byte[side * side];
        AVFrame grey = scaler.scale(frame.native_(), side, side);
        int stride = grey.linesize(0);
        var rows = grey.data(0).capacity((long) stride * side);
        for (int y = 0; y < side; y++) {
            rows.position((long) y * stride).get(thumbnail, y * side, side);
        }
        return thumbnail;
    }

    @Override
    public void close() {
        scaler.close();
    }
}
