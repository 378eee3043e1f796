package dev.offramp.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_QSCALE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.avutil.FF_QP2LAMBDA;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.ShortPointer;
import org.jspecify.annotations.Nullable;

/**
 * Shrinks pictures and writes them as JPEG (baseline, 4:2:0), each for itself. A picture that lies on its side says so in its EXIF
 * orientation. One thread.
 */
public final class JpegEncoder implements AutoCloseable {

    /** At this scale FFmpeg takes a quantisation table as it is. */
    private static final int TABLES_AS_THEY_ARE = 8;

    private final FrameSize size;
    private final int quality;
    private final FrameScaler scaler;
    private final AVPacket packet;
    private @Nullable AVCodecContext encoder;
    private long encoded;

    /**
     * Encodes pictures of any size to one rule.
     *
     * @param quality 1 to 100, as libjpeg means it
     */
    public JpegEncoder(FrameSize size, int quality) {
        if (quality < 1 || quality > 100) {
            throw new IllegalArgumentException("quality must be 1 to 100, was " + quality);
        }
        FfmpegLibraries.load();
        this.size = size;
        this.quality = quality;
        this.scaler = new FrameScaler(AV_PIX_FMT_YUVJ420P);
        this.packet = av_packet_alloc();
    }

    /** A JPEG file's bytes. */
    public byte[] encode(VideoFrame frame) throws VideoFailure {
        FrameSize.Pixels target = size.of(frame.width(), frame.height());
        AVFrame scaled = scaler.scale(frame.native_(), target.width(), target.height());
        scaled.quality(FF_QP2LAMBDA * TABLES_AS_THEY_ARE);
        scaled.pts(encoded++); // it refuses a time that does not rise
        AVCodecContext open = encoderFor(target);
        check(avcodec_send_frame(open, scaled));
        check(avcodec_receive_packet(open, packet));
        byte[] jpeg = new byte[packet.size()];
        packet.data().get(jpeg);
        av_packet_unref(packet);
        return ExifOrientation.ofRotation(frame.rotation()).in(jpeg);
    }

    @Override
    public void close() {
        scaler.close();
        av_packet_free(packet);
        release();
    }

    private AVCodecContext encoderFor(FrameSize.Pixels target) throws VideoFailure {
        AVCodecContext open = encoder;
        if (open != null && open.width() == target.width() && open.height() == target.height()) {
            return open;
        }
        release();
        AVCodec codec = avcodec_find_encoder(AV_CODEC_ID_MJPEG);
        AVCodecContext fresh = avcodec_alloc_context3(codec);
        encoder = fresh;
        fresh.width(target.width());
        fresh.height(target.height());
        fresh.pix_fmt(AV_PIX_FMT_YUVJ420P);
        fresh.color_range(AVCOL_RANGE_JPEG);
        fresh.time_base(fresh.time_base().num(1).den(1));
        fresh.thread_count(1);
        fresh.flags(fresh.flags() | AV_CODEC_FLAG_QSCALE);
        fresh.global_quality(FF_QP2LAMBDA * TABLES_AS_THEY_ARE);
        fresh.intra_matrix(table(JpegTables.luminance(quality)));
        fresh.chroma_intra_matrix(table(JpegTables.chrominance(quality)));
        check(avcodec_open2(fresh, codec, (AVDictionary) null));
        return fresh;
    }

    /** In memory that the encoder frees. */
    private static ShortPointer table(short[] values) {
        return new ShortPointer(av_malloc((long) values.length * Short.BYTES)).put(values);
    }

    private void release() {
        if (encoder != null) {
            avcodec_free_context(encoder);
            encoder = null;
        }
    }

    /** An encoder that failed once may go on failing. */
    private void check(int code) throws VideoFailure {
        if (code < 0) {
            release();
            throw Failures.of(code, "a picture cannot be written as JPEG");
        }
    }
}
