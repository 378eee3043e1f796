package dev.offramp.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_GLOBALHEADER;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_NOFILE;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open2;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;

import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.ffmpeg.avformat.AVOutputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.ffmpeg.swscale.SwsFilter;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/** Writes pictures as H.264 (Cisco's OpenH264, baseline, no B-frames) to a file or to a server that records. One thread. */
public final class VideoWriter implements AutoCloseable {

    private static final String ENCODER = "libopenh264";

    private final VideoShape shape;
    private final AVFormatContext format;
    private final AVCodecContext encoder;
    private final AVStream stream;
    private final AVPacket packet = av_packet_alloc();
    private final AVFrame yuv = av_frame_alloc();
    private final SwsContext scaler;
    private final BytePointer rgb;
    private long written;
    private boolean isClosed;

    private VideoWriter(VideoShape shape, AVFormatContext format, AVCodecContext encoder, AVStream stream) {
        this.shape = shape;
        this.format = format;
        this.encoder = encoder;
        this.stream = stream;
        this.rgb = new BytePointer(3L * shape.width() * shape.height());
        this.scaler = sws_getContext(
                shape.width(),
                shape.height(),
                AV_PIX_FMT_RGB24,
                shape.width(),
                shape.height(),
                AV_PIX_FMT_YUV420P,
                SWS_BILINEAR,
                (SwsFilter) null,
                (SwsFilter) null,
                (DoublePointer) null);
        yuv.format(AV_PIX_FMT_YUV420P);
        yuv.width(shape.width());
        yuv.height(shape.height());
        av_frame_get_buffer(yuv, 0);
    }

    /**
     * The pictures of a video.
     *
     * @param width           pixels, even
     * @param height          rows, even
     * @param keyFrameEvery   frames from one key frame to the next
     * @param bitsPerSecond   wanted on average
     */
    public record VideoShape(int width, int height, int framesPerSecond, int keyFrameEvery, long bitsPerSecond) {}

    /** To a file, in the container that its name ends with. */
    public static VideoWriter toFile(Path file, VideoShape shape) throws VideoFailure {
        return open(file.toString(), null, shape, Map.of());
    }

    /** To an RTSP server that records, or to an input that listens there, over TCP. */
    public static VideoWriter toRtsp(String url, VideoShape shape) throws VideoFailure {
        return open(url, "rtsp", shape, Map.of("rtsp_transport", "tcp"));
    }

    private static VideoWriter open(
            String url, @Nullable String container, VideoShape shape, Map<String, String> options) throws VideoFailure {
        FfmpegLibraries.load();
        String shown = new VideoAddress(url).shown();
        var format = new AVFormatContext(null);
        check(avformat_alloc_output_context2(format, (AVOutputFormat) null, container, url), shown);
        AVCodecContext encoder = encoder(shape);
        try {
            AVStream stream = start(format, encoder);
            connect(format, url, options);
            return new VideoWriter(shape, format, encoder, stream);
        } catch (VideoFailure failure) {
            avcodec_free_context(encoder);
            disconnect(format);
            throw new VideoFailure(failure.kind(), shown + ": " + failure.getMessage());
        }
    }

    private static AVCodecContext encoder(VideoShape shape) {
        AVCodecContext encoder = avcodec_alloc_context3(avcodec_find_encoder_by_name(ENCODER));
        encoder.width(shape.width());
        encoder.height(shape.height());
        encoder.pix_fmt(AV_PIX_FMT_YUV420P);
        encoder.time_base(encoder.time_base().num(1).den(shape.framesPerSecond()));
        encoder.framerate(encoder.framerate().num(shape.framesPerSecond()).den(1));
        encoder.gop_size(shape.keyFrameEvery());
        encoder.bit_rate(shape.bitsPerSecond());
        encoder.thread_count(1);
        return encoder;
    }

    private static AVStream start(AVFormatContext format, AVCodecContext encoder) throws VideoFailure {
        if ((format.oformat().flags() & AVFMT_GLOBALHEADER) != 0) {
            encoder.flags(encoder.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
        }
        check(
                avcodec_open2(encoder, avcodec_find_encoder_by_name(ENCODER), (AVDictionary) null),
                "the encoder of H.264");
        AVStream stream = avformat_new_stream(format, null);
        avcodec_parameters_from_context(stream.codecpar(), encoder);
        stream.time_base(encoder.time_base());
        return stream;
    }

    private static void connect(AVFormatContext format, String url, Map<String, String> options) throws VideoFailure {
        if ((format.oformat().flags() & AVFMT_NOFILE) == 0) {
            var io = new AVIOContext(null);
            check(avio_open2(io, url, AVIO_FLAG_WRITE, (AVIOInterruptCB) null, (AVDictionary) null), "opening it");
            format.pb(io);
        }
        var dictionary = new AVDictionary(null);
        options.forEach((name, value) -> av_dict_set(dictionary, name, value, 0));
        int begun = avformat_write_header(format, dictionary);
        av_dict_free(dictionary);
        check(begun, "the beginning of the video");
    }

    private static void disconnect(AVFormatContext format) {
        if ((format.oformat().flags() & AVFMT_NOFILE) == 0 && format.pb() != null) {
            avio_closep(format.pb());
        }
        avformat_free_context(format);
    }

    /**
     * Writes one picture more.
     *
     * @param pixels rows of R, G, B, of the shape's size
     */
    public void write(byte[] pixels) throws VideoFailure {
        if (pixels.length != rgb.capacity()) {
            throw new IllegalArgumentException(
                    "a picture must have " + rgb.capacity() + " bytes, had " + pixels.length);
        }
        rgb.put(pixels, 0, pixels.length);
        av_frame_make_writable(yuv);
        try (var planes = new PointerPointer<>(1L);
                var stride = new IntPointer(new int[] {3 * shape.width()})) {
            planes.put(0, rgb);
            sws_scale(scaler, planes, stride, 0, shape.height(), yuv.data(), yuv.linesize());
        }
        yuv.pts(written++);
        check(avcodec_send_frame(encoder, yuv), "a picture");
        passOn();
    }

    /** Pictures so far. */
    public long written() {
        return written;
    }

    @Override
    public void close() throws VideoFailure {
        if (isClosed) {
            return;
        }
        isClosed = true;
        try {
            check(avcodec_send_frame(encoder, (AVFrame) null), "the last pictures");
            passOn();
            check(av_write_trailer(format), "the end of the video");
        } finally {
            release();
        }
    }

    private void passOn() throws VideoFailure {
        while (avcodec_receive_packet(encoder, packet) == 0) {
            packet.duration(1); // else a reader takes the last picture for one that is never shown
            av_packet_rescale_ts(packet, encoder.time_base(), stream.time_base());
            packet.stream_index(stream.index());
            check(av_interleaved_write_frame(format, packet), "a packet");
        }
    }

    private void release() {
        disconnect(format);
        avcodec_free_context(encoder);
        av_packet_free(packet);
        av_frame_free(yuv);
        sws_freeContext(scaler);
        rgb.close();
    }

    private static void check(int code, String what) throws VideoFailure {
        if (code < 0) {
            throw Failures.of(code, what);
        }
    }
}
