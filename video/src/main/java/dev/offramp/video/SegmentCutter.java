package dev.offramp.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_init;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_list_parse_str;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_send_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.bytedeco.ffmpeg.avcodec.AVBSFContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * Cuts an input into segments at its key frames, without decoding it. What no segment can show is left out and counted: what stands in
 * front of the first key frame, pictures that need the group before their own, and groups that are longer than a segment may be.
 * One thread; closes what it reads from.
 */
public final class SegmentCutter implements AutoCloseable {

    private static final String AS_IT_IS = "null";

    /**
     * What is done to packets of the codecs whose pictures can be counted without decoding them; those of VP8, VP9 and AV1 hide some. H.264
     * and HEVC become Annex B, with the parameter sets in front of every key frame; MPEG-4 from AVI gets one picture a packet.
     */
    private static final Map<String, String> FILTERS = Map.of(
            "h264", "h264_mp4toannexb,dump_extra=freq=keyframe",
            "hevc", "hevc_mp4toannexb,dump_extra=freq=keyframe",
            "mpeg4", "mpeg4_unpack_bframes",
            "mjpeg", AS_IT_IS);

    private final VideoInput input;
    private final AVBSFContext filter;
    private final AVPacket packet = av_packet_alloc();
    private final GrowingSegment growing;
    private final Deque<VideoSegment> whole = new ArrayDeque<>();
    private long refused;

    private SegmentCutter(VideoInput input, int maxBytes, int maxPackets, AVBSFContext filter) {
        this.input = input;
        this.filter = filter;
        String codec = input.track().codec();
        boolean saysItself = codec.equals("h264") || codec.equals("hevc");
        this.growing =
                new GrowingSegment(input.track(), saysItself ? new byte[0] : extradata(input), maxBytes, maxPackets);
    }

    /**
     * Starts to cut.
     *
     * @param maxBytes   of a segment, with {@value GrowingSegment#BESIDE_A_PACKET} for each packet beside its own
     * @param maxPackets of a segment
     */
    public static SegmentCutter cut(VideoInput input, int maxBytes, int maxPackets) throws VideoFailure {
        String codec = input.track().codec();
        String filters = FILTERS.get(codec);
        if (filters == null) {
            throw new VideoFailure(
                    VideoFailure.Kind.UNSUPPORTED,
                    "pictures of " + codec + " cannot be cut into segments, only those of "
                            + String.join(", ", new TreeSet<>(FILTERS.keySet())));
        }
        var filter = new AVBSFContext(null);
        int parsed = av_bsf_list_parse_str(filters, filter);
        if (parsed < 0) {
            throw Failures.of(parsed, "packets of " + codec);
        }
        avcodec_parameters_copy(filter.par_in(), input.parameters());
        int ready = av_bsf_init(filter);
        if (ready < 0) {
            av_bsf_free(filter);
            throw Failures.of(ready, "packets of " + codec);
        }
        return new SegmentCutter(input, maxBytes, maxPackets, filter);
    }

    /** The next segment; empty behind the last. */
    public Optional<VideoSegment> next() throws VideoFailure {
        while (whole.isEmpty() && advance()) {
            // one packet after the other
        }
        Optional<VideoSegment> next = poll();
        return next.isPresent() ? next : rest();
    }

    /**
     * Goes on by one packet.
     *
     * @return false behind the last
     */
    public boolean advance() throws VideoFailure {
        boolean more = input.advance();
        if (more && input.packet().size() == 0) { // nothing but side data, which the filter would take for the end
            refused++;
            return true;
        }
        if (av_bsf_send_packet(filter, more ? input.packet() : (AVPacket) null) < 0 && more) {
            refused++;
        }
        while (av_bsf_receive_packet(filter, packet) == 0) {
            if (beginsGroup()) {
                growing.end().ifPresent(whole::add);
                growing.begin(packet);
            } else {
                growing.add(packet);
            }
            av_packet_unref(packet);
        }
        return more;
    }

    /** A segment that is whole, each once; empty where none is. */
    public Optional<VideoSegment> poll() {
        return Optional.ofNullable(whole.poll());
    }

    /** What came since the last key frame, which is a segment like others where nothing more comes. */
    public Optional<VideoSegment> rest() {
        return growing.end();
    }

    /** Packets so far in the segment that is not whole yet. */
    public int growing() {
        return growing.packets();
    }

    /** Packets so far that are in no segment. */
    public long leftOut() {
        return refused + growing.leftOut();
    }

    /** Groups of pictures so far that were longer than a segment may be. */
    public long tooLong() {
        return growing.tooLong();
    }

    @Override
    public void close() {
        av_packet_free(packet);
        av_bsf_free(filter);
        input.close();
    }

    /** Whether a decoder can begin with the packet. */
    private boolean beginsGroup() {
        if ((packet.flags() & AV_PKT_FLAG_KEY) == 0) {
            return false;
        }
        if (!input.track().codec().equals("h264")) {
            return true;
        }
        byte[] bytes = new byte[packet.size()];
        packet.data().get(bytes);
        return !H264Recovery.isGradual(bytes);
    }

    private static byte[] extradata(VideoInput input) {
        byte[] header = new byte[input.parameters().extradata_size()];
        if (header.length > 0) {
            input.parameters().extradata().get(header);
        }
        return header;
    }
}
