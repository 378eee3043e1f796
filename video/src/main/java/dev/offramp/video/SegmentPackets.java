package dev.offramp.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_INPUT_BUFFER_PADDING_SIZE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_descriptor_get_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;

import org.bytedeco.ffmpeg.avcodec.AVCodecDescriptor;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.javacpp.BytePointer;

/** The packets of a segment. */
final class SegmentPackets implements PacketSource {

    /** Two fields are one. */
    private static final int MOST_PICTURES = 2;

    private final VideoSegment segment;
    private final AVCodecParameters parameters;
    private final AVPacket packet = av_packet_alloc();
    private int next;
    private int offset;

    private SegmentPackets(VideoSegment segment, AVCodecParameters parameters) {
        this.segment = segment;
        this.parameters = parameters;
    }

    static SegmentPackets of(VideoSegment segment) throws VideoFailure {
        FfmpegLibraries.load();
        AVCodecDescriptor codec = avcodec_descriptor_get_by_name(segment.track().codec());
        if (codec == null || codec.isNull()) {
            throw new VideoFailure(
                    VideoFailure.Kind.UNSUPPORTED,
                    "there is no codec '" + segment.track().codec() + "'");
        }
        AVCodecParameters parameters = avcodec_parameters_alloc();
        parameters.codec_type(AVMEDIA_TYPE_VIDEO);
        parameters.codec_id(codec.id());
        parameters.width(segment.track().width());
        parameters.height(segment.track().height());
        int length = segment.header().length;
        if (length > 0) {
            var extra = new BytePointer(av_mallocz((long) length + AV_INPUT_BUFFER_PADDING_SIZE));
            extra.put(segment.header(), 0, length);
            parameters.extradata(extra);
            parameters.extradata_size(length);
        }
        return new SegmentPackets(segment, parameters);
    }

    @Override
    public VideoTrack track() {
        return segment.track();
    }

    @Override
    public AVCodecParameters parameters() {
        return parameters;
    }

    @Override
    public boolean advance() throws VideoFailure {
        av_packet_unref(packet);
        if (next == segment.sizes().size()) {
            return false;
        }
        int size = segment.sizes().get(next);
        if (size <= 0 || size > segment.bytes().length - offset) {
            throw new VideoFailure(
                    VideoFailure.Kind.DAMAGED,
                    "packet " + next + " has " + size + " bytes, of which " + (segment.bytes().length - offset)
                            + " are there");
        }
        int pictures = PacketPictures.count(segment.track().codec(), segment.bytes(), offset, size);
        if (pictures > MOST_PICTURES) {
            throw new VideoFailure(
                    VideoFailure.Kind.DAMAGED, "packet " + next + " holds " + pictures + " pictures, a packet has one");
        }
        int scans = segment.track().codec().equals("mjpeg") ? JpegScans.count(segment.bytes(), offset, size) : 0;
        if (scans > JpegScans.MOST) {
            throw new VideoFailure(
                    VideoFailure.Kind.DAMAGED,
                    "packet " + next + " goes over its pixels " + scans + " times, at most " + JpegScans.MOST
                            + " are decoded");
        }
        int code = av_new_packet(packet, size);
        if (code < 0) {
            throw Failures.of(code, "memory for a packet of " + size + " bytes");
        }
        packet.data().put(segment.bytes(), offset, size);
        packet.pts(segment.pts().get(next));
        if (next == 0) {
            packet.flags(AV_PKT_FLAG_KEY);
        }
        offset += size;
        next++;
        return true;
    }

    @Override
    public AVPacket packet() {
        return packet;
    }

    @Override
    public void close() {
        av_packet_free(packet);
        avcodec_parameters_free(parameters);
    }
}
