package dev.offramp.video;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import java.time.Duration;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** The pictures of a source, decoded one after the other in the order in which they are shown. One thread; closes what it reads from. */
public final class FrameStream implements AutoCloseable {

    /** FFmpeg's {@code AV_FRAME_FLAG_CORRUPT}, which JavaCPP leaves out. */
    private static final int CORRUPT = 1;

    private static final Duration NO_BOUND = Duration.ofNanos(Long.MAX_VALUE);
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final PacketSource input;
    private final AVCodecContext decoder;
    private final AVFrame frame = av_frame_alloc();
    private final long mostNanosWithoutPicture;
    private long decoded;
    private long damaged;
    private long pixelsSent;

    private FrameStream(PacketSource input, AVCodecContext decoder, Duration mostWithoutPicture) {
        this.input = input;
        this.decoder = decoder;
        this.mostNanosWithoutPicture = mostWithoutPicture.toNanos();
    }

    /** False where FFmpeg is not there, or was not built for this platform. */
    public static boolean canDecode() {
        return FfmpegLibraries.areThere();
    }

    /**
     * Starts to decode an input, in the thread that reads.
     *
     * @param maxPixels of a picture; a larger one is refused before it takes memory
     */
    public static FrameStream decode(VideoInput input, long maxPixels) throws VideoFailure {
        return open(input, maxPixels, NO_BOUND);
    }

    /**
     * Starts to decode an input that may send for ever what no picture can be made of.
     *
     * @param maxPixels          of a picture; a larger one is refused before it takes memory
     * @param mostWithoutPicture after that {@link #advance} fails with {@link VideoFailure.Kind#DAMAGED} although packets come
     */
    public static FrameStream decode(VideoInput input, long maxPixels, Duration mostWithoutPicture)
            throws VideoFailure {
        return open(input, maxPixels, mostWithoutPicture);
    }

    /**
     * Starts to decode a segment.
     *
     * @param maxPixels of a picture; a larger one is refused before it takes memory
     */
    public static FrameStream decode(VideoSegment segment, long maxPixels) throws VideoFailure {
        SegmentPackets packets = SegmentPackets.of(segment);
        try {
            return open(packets, maxPixels, NO_BOUND);
        } catch (VideoFailure failure) {
            packets.close();
            throw failure;
        }
    }

    private static FrameStream open(PacketSource input, long maxPixels, Duration mostWithoutPicture)
            throws VideoFailure {
        VideoTrack track = input.track();
        track.refuseLargerThan(maxPixels);
        AVCodec codec = avcodec_find_decoder(input.parameters().codec_id());
        if (codec == null || codec.isNull()) {
            throw new VideoFailure(VideoFailure.Kind.UNSUPPORTED, "there is no decoder for " + track.codec());
        }
        AVCodecContext decoder = avcodec_alloc_context3(codec);
        avcodec_parameters_to_context(decoder, input.parameters());
        decoder.thread_count(1);
        decoder.max_pixels(maxPixels);
        decoder.pkt_timebase(
                decoder.pkt_timebase().num(track.timeBaseNumerator()).den(track.timeBaseDenominator()));
        int opened = avcodec_open2(decoder, codec, (AVDictionary) null);
        if (opened < 0) {
            avcodec_free_context(decoder);
            throw Failures.of(opened, "the decoder of " + track.codec());
        }
        return new FrameStream(input, decoder, mostWithoutPicture);
    }

    /**
     * Goes on to the next picture that is whole.
     *
     * @return false behind the last
     */
    public boolean advance() throws VideoFailure {
        long startNanos = System.nanoTime();
        while (true) {
            av_frame_unref(frame);
            int code = avcodec_receive_frame(decoder, frame);
            if (code == AVERROR_EOF()) {
                return false;
            }
            if (code == AVERROR_EAGAIN()) {
                failIfTooLong(System.nanoTime() - startNanos);
                feed();
            } else if (code < 0 || isCorrupt()) {
                damaged++;
            } else {
                decoded++;
                return true;
            }
        }
    }

    /** Where the stream stands; valid until it advances. */
    public VideoFrame frame() {
        if (frame.format() < 0) {
            throw new IllegalStateException("there is no picture before the first advance and behind the last");
        }
        return new VideoFrame(frame, input.track().rotation());
    }

    public VideoTrack track() {
        return input.track();
    }

    /** Whole pictures so far. */
    public long decoded() {
        return decoded;
    }

    /** Of the packets that the decoder has been given, as if each were one picture: shown, hidden or damaged. */
    public long pixelsSent() {
        return pixelsSent;
    }

    /** Packets and pictures so far that the decoder could make nothing whole of. */
    public long damaged() {
        return damaged;
    }

    @Override
    public void close() {
        av_frame_free(frame);
        avcodec_free_context(decoder);
        input.close();
    }

    private void failIfTooLong(long nanos) throws VideoFailure {
        if (nanos > mostNanosWithoutPicture) {
            throw new VideoFailure(
                    VideoFailure.Kind.DAMAGED,
                    "no picture that could be decoded for " + mostNanosWithoutPicture / NANOS_PER_MILLI
                            + " ms, though packets came");
        }
    }

    private void feed() throws VideoFailure {
        boolean more = input.advance();
        int code = avcodec_send_packet(decoder, more ? input.packet() : (AVPacket) null);
        pixelsSent += (long) decoder.width() * decoder.height();
        if (code < 0 && code != AVERROR_EAGAIN() && code != AVERROR_EOF()) {
            damaged++;
        }
    }

    private boolean isCorrupt() {
        return frame.decode_error_flags() != 0 || (frame.flags() & CORRUPT) != 0;
    }
}
