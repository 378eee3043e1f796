package dev.offramp.video;

import static org.bytedeco.ffmpeg.global.avutil.AVERROR_BUFFER_TOO_SMALL;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_DECODER_NOT_FOUND;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_DEMUXER_NOT_FOUND;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EXIT;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_FORBIDDEN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_NOT_FOUND;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_OTHER_4XX;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_SERVER_ERROR;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_UNAUTHORIZED;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_INVALIDDATA;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_PROTOCOL_NOT_FOUND;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_STREAM_NOT_FOUND;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** FFmpeg's error numbers as failures. */
final class Failures {

    private static final int MESSAGE_BYTES = 128;

    /** The system's own numbers, negated as FFmpeg returns them; those of Linux. */
    private static final int NO_SUCH_FILE = -2;

    private static final int INPUT_OUTPUT = -5;
    private static final int NO_ACCESS = -13;
    private static final int REFUSED = -111;
    private static final int NO_ROUTE = -113;
    private static final int TIMED_OUT = -110;

    private static final Map<Integer, VideoFailure.Kind> KINDS = Map.ofEntries(
            Map.entry(NO_SUCH_FILE, VideoFailure.Kind.UNREACHABLE),
            Map.entry(NO_ACCESS, VideoFailure.Kind.UNREACHABLE),
            Map.entry(REFUSED, VideoFailure.Kind.UNREACHABLE),
            Map.entry(NO_ROUTE, VideoFailure.Kind.UNREACHABLE),
            Map.entry(TIMED_OUT, VideoFailure.Kind.TIMED_OUT),
            Map.entry(AVERROR_EXIT(), VideoFailure.Kind.TIMED_OUT),
            Map.entry(AVERROR_HTTP_UNAUTHORIZED(), VideoFailure.Kind.UNAUTHORIZED),
            Map.entry(AVERROR_HTTP_FORBIDDEN(), VideoFailure.Kind.UNAUTHORIZED),
            Map.entry(AVERROR_HTTP_NOT_FOUND(), VideoFailure.Kind.UNREACHABLE),
            Map.entry(AVERROR_HTTP_OTHER_4XX(), VideoFailure.Kind.UNREACHABLE),
            Map.entry(AVERROR_HTTP_SERVER_ERROR(), VideoFailure.Kind.UNREACHABLE),
            Map.entry(AVERROR_STREAM_NOT_FOUND(), VideoFailure.Kind.NO_VIDEO),
            Map.entry(AVERROR_DECODER_NOT_FOUND(), VideoFailure.Kind.UNSUPPORTED),
            Map.entry(AVERROR_DEMUXER_NOT_FOUND(), VideoFailure.Kind.UNSUPPORTED),
            Map.entry(AVERROR_PROTOCOL_NOT_FOUND(), VideoFailure.Kind.UNSUPPORTED),
            Map.entry(AVERROR_BUFFER_TOO_SMALL(), VideoFailure.Kind.DAMAGED),
            Map.entry(AVERROR_INVALIDDATA(), VideoFailure.Kind.DAMAGED));

    /** What FFmpeg's own words do not say. */
    private static final Map<Integer, String> CAUSES = Map.of(
            INPUT_OUTPUT,
            " (is there a host of that name? did the connection break?)",
            AVERROR_INVALIDDATA(),
            " (is it empty, cut off, or no video?)");

    private Failures() {}

    /**
     * A failure of what was done.
     *
     * @param code FFmpeg's, negative; one that nobody knows here counts as a source that cannot be reached
     */
    static VideoFailure of(int code, String doing) {
        return new VideoFailure(
                KINDS.getOrDefault(code, VideoFailure.Kind.UNREACHABLE),
                doing + ": " + explained(code) + CAUSES.getOrDefault(code, ""));
    }

    private static String explained(int code) {
        byte[] message = new byte[MESSAGE_BYTES];
        av_strerror(code, message, message.length);
        int end = 0;
        while (end < message.length && message[end] != 0) {
            end++;
        }
        return new String(message, 0, end, StandardCharsets.UTF_8);
    }
}
