package dev.offramp.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_display_rotation_get;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * A source of video, opened: the packets of its picture track, in the order in which they are decoded. One thread reads; any thread
 * may {@link #abort}.
 */
public final class VideoInput implements PacketSource {

    private final VideoAddress address;
    private final AVFormatContext format;
    private final ReadDeadline deadline;
    private final AVStream stream;
    private final VideoTrack track;
    private final AVPacket packet = av_packet_alloc();

    private VideoInput(VideoAddress address, AVFormatContext format, ReadDeadline deadline, int index) {
        this.address = address;
        this.format = format;
        this.deadline = deadline;
        this.stream = format.streams(index);
        this.track = trackOf(stream, format);
    }

    /**
     * Connects, and reads until it is known what there is.
     *
     * @param patience for each single read, and for the whole of opening
     * @param options  FFmpeg's own, for this protocol or format
     */
    public static VideoInput open(VideoAddress address, Duration patience, Map<String, String> options)
            throws VideoFailure {
        FfmpegLibraries.load();
        var deadline = new ReadDeadline(patience);
        AVFormatContext format = avformat_alloc_context();
        try {
            deadline.guard(format.interrupt_callback());
            return connect(address, format, deadline, options);
        } catch (VideoFailure failure) {
            avformat_close_input(format);
            deadline.close();
            throw failure;
        }
    }

    private static VideoInput connect(
            VideoAddress address, AVFormatContext format, ReadDeadline deadline, Map<String, String> options)
            throws VideoFailure {
        var dictionary = new AVDictionary(null);
        options.forEach((name, value) -> av_dict_set(dictionary, name, value, 0));
        int opened = avformat_open_input(format, address.url(), null, dictionary);
        List<String> unknown = options.keySet().stream()
                .filter(name -> av_dict_get(dictionary, name, null, 0) != null)
                .sorted()
                .toList();
        av_dict_free(dictionary);
        check(opened, address.shown());
        if (!unknown.isEmpty()) {
            throw new VideoFailure(
                    VideoFailure.Kind.UNSUPPORTED, address.shown() + ": options that mean nothing here: " + unknown);
        }
        check(avformat_find_stream_info(format, (PointerPointer<?>) null), address.shown());
        int index = av_find_best_stream(format, AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0);
        if (index < 0) {
            throw new VideoFailure(VideoFailure.Kind.NO_VIDEO, address.shown() + ": there is no picture track in it");
        }
        return new VideoInput(address, format, deadline, index);
    }

    @Override
    public VideoTrack track() {
        return track;
    }

    /**
     * Reads the next packet of the picture track.
     *
     * @return false at the source's end
     */
    @Override
    public boolean advance() throws VideoFailure {
        deadline.restart(); // once: a sound track that goes on is no picture
        while (!deadline.hasPassed()) {
            av_packet_unref(packet);
            int code = av_read_frame(format, packet);
            if (code == AVERROR_EOF()) {
                return false;
            }
            if (code != AVERROR_EAGAIN()) {
                check(code, address.shown());
                if (packet.stream_index() == stream.index()) {
                    return true;
                }
            }
        }
        throw new VideoFailure(VideoFailure.Kind.TIMED_OUT, address.shown() + ": no picture for too long");
    }

    /** Of the last advance; overwritten by the next. */
    @Override
    public AVPacket packet() {
        return packet;
    }

    @Override
    public AVCodecParameters parameters() {
        return stream.codecpar();
    }

    /** When the source took its first picture by the clock of the camera's own reports, in microseconds since 1970; it comes some time after the first packet. */
    public Optional<Long> reportedStartMicros() {
        long micros = format.start_time_realtime();
        return micros == AV_NOPTS_VALUE || micros <= 0 ? Optional.empty() : Optional.of(micros);
    }

    /** Ends a read that waits, and every later one, with {@link VideoFailure.Kind#TIMED_OUT}; from any thread, before close. */
    public void abort() {
        deadline.abort();
    }

    @Override
    public void close() {
        av_packet_free(packet);
        avformat_close_input(format);
        deadline.close();
    }

    private static void check(int code, String what) throws VideoFailure {
        if (code < 0) {
            throw Failures.of(code, what);
        }
    }

    private static VideoTrack trackOf(AVStream stream, AVFormatContext format) {
        AVCodecParameters parameters = stream.codecpar();
        AVRational base = stream.time_base();
        AVRational rate = stream.avg_frame_rate();
        return new VideoTrack(
                avcodec_get_name(parameters.codec_id()).getString(),
                parameters.width(),
                parameters.height(),
                base.num(),
                base.den(),
                rotation(parameters),
                rate.den() == 0 ? 0 : (double) rate.num() / rate.den(),
                creationMicros(format));
    }

    private static int rotation(AVCodecParameters parameters) {
        AVPacketSideData matrix = av_packet_side_data_get(
                parameters.coded_side_data(), parameters.nb_coded_side_data(), AV_PKT_DATA_DISPLAYMATRIX);
        if (matrix == null || matrix.isNull()) {
            return 0;
        }
        double counterclockwise = av_display_rotation_get(new IntPointer(matrix.data()));
        return Math.floorMod((int) (-90 * Math.round(counterclockwise / 90)), 360);
    }

    private static long creationMicros(AVFormatContext format) {
        AVDictionaryEntry created = av_dict_get(format.metadata(), "creation_time", null, 0);
        if (created == null || created.isNull()) {
            return 0;
        }
        try {
            return 1_000 * Instant.parse(created.value().getString()).toEpochMilli();
        } catch (DateTimeParseException e) {
            return 0;
        }
    }
}
