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

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVBSFContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * Cuts an input into segments at its key frames, without decoding it. What stands in front of the first key frame, and what is longer
 * than a segment may be, is left out and counted. One thread; closes what it reads from.
 */
public final class SegmentCutter implements AutoCloseable {

    /** H.264 and HEVC as Annex B, with the parameter sets in front of every key frame; what is so already stays so. */
    private static final Map<String, String> FILTERS = Map.of(
            "h264", "h264_mp4toannexb,dump_extra=freq=keyframe", "hevc", "hevc_mp4toannexb,dump_extra=freq=keyframe");

    private final VideoInput input;
    private final int maxBytes;
    private final AVBSFContext filter;
    private final AVPacket packet = av_packet_alloc();
    private final byte[] header;
    private Growing current = new Growing();
    private boolean inside;
    private long leftOut;

    /** The segment that is being cut. */
    private static final class Growing {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final List<Integer> sizes = new ArrayList<>();
        private final List<Long> pts = new ArrayList<>();
    }

    private SegmentCutter(VideoInput input, int maxBytes, AVBSFContext filter) {
        this.input = input;
        this.maxBytes = maxBytes;
        this.filter = filter;
        this.header = FILTERS.containsKey(input.track().codec()) ? new byte[0] : extradata(input);
    }

    /**
     * Starts to cut.
     *
     * @param maxBytes of a segment
     */
    public static SegmentCutter cut(VideoInput input, int maxBytes) throws VideoFailure {
        var filter = new AVBSFContext(null);
        int parsed = av_bsf_list_parse_str(FILTERS.getOrDefault(input.track().codec(), "null"), filter);
        if (parsed < 0) {
            throw Failures.of(parsed, "packets of " + input.track().codec());
        }
        avcodec_parameters_copy(filter.par_in(), input.parameters());
        int ready = av_bsf_init(filter);
        if (ready < 0) {
            av_bsf_free(filter);
            throw Failures.of(ready, "packets of " + input.track().codec());
        }
        return new SegmentCutter(input, maxBytes, filter);
    }

    /** The next segment; empty behind the last. */
    public Optional<VideoSegment> next() throws VideoFailure {
        while (input.advance()) {
            Optional<VideoSegment> whole = take();
            if (whole.isPresent()) {
                return whole;
            }
        }
        return whole();
    }

    /** Packets so far that are in no segment. */
    public long leftOut() {
        return leftOut;
    }

    @Override
    public void close() {
        av_packet_free(packet);
        av_bsf_free(filter);
        input.close();
    }

    /** Takes the input's packet; a key frame ends the segment before it. */
    private Optional<VideoSegment> take() throws VideoFailure {
        Optional<VideoSegment> before = Optional.empty();
        int sent = av_bsf_send_packet(filter, input.packet());
        if (sent < 0) {
            leftOut++;
            return before;
        }
        while (av_bsf_receive_packet(filter, packet) == 0) {
            if ((packet.flags() & AV_PKT_FLAG_KEY) != 0) {
                before = whole();
                inside = true;
            }
            add();
            av_packet_unref(packet);
        }
        return before;
    }

    private void add() {
        if (!inside || packet.size() == 0) {
            leftOut++;
            return;
        }
        if (current.bytes.size() + packet.size() > maxBytes) {
            leftOut += current.sizes.size() + 1L;
            inside = false;
            current = new Growing();
            return;
        }
        byte[] bytes = new byte[packet.size()];
        packet.data().get(bytes);
        current.bytes.writeBytes(bytes);
        current.sizes.add(bytes.length);
        current.pts.add(packet.pts());
    }

    private Optional<VideoSegment> whole() {
        Growing ended = current;
        current = new Growing();
        return ended.sizes.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new VideoSegment(input.track(), header, ended.bytes.toByteArray(), ended.sizes, ended.pts));
    }

    private static byte[] extradata(VideoInput input) {
        byte[] header = new byte[input.parameters().extradata_size()];
        if (header.length > 0) {
            input.parameters().extradata().get(header);
        }
        return header;
    }
}
