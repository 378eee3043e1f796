package dev.offramp.video;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/** The packets since a key frame, as far as they can be decoded from there and fit into a segment. Not thread-safe. */
final class GrowingSegment {

    /** Its size and its time, wherever a segment is written. */
    static final int BESIDE_A_PACKET = 24;

    /** Further back than this no picture is shown before its key frame: the source began to count anew. */
    private static final long MOST_LEADING_MICROS = 1_000_000;

    private final VideoTrack track;
    private final byte[] header;
    private final int maxBytes;
    private final int maxPackets;
    private ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private List<Integer> sizes = new ArrayList<>();
    private List<Long> pts = new ArrayList<>();
    private boolean inside;
    private boolean keyIsReordered;
    private long leftOut;
    private long tooLong;

    GrowingSegment(VideoTrack track, byte[] header, int maxBytes, int maxPackets) {
        this.track = track;
        this.header = header;
        this.maxBytes = maxBytes;
        this.maxPackets = maxPackets;
    }

    /** A key frame, behind whose last group there was an {@link #end}. */
    void begin(AVPacket key) {
        inside = true;
        keyIsReordered = key.pts() != VideoSegment.NO_PTS && key.dts() != VideoSegment.NO_PTS && key.pts() > key.dts();
        add(key);
    }

    /** One more packet. */
    void add(AVPacket packet) {
        byte[] fresh = new byte[packet.size()];
        packet.data().get(fresh);
        if (!inside || fresh.length == 0 || isLeading(packet.pts(), fresh)) {
            leftOut++;
        } else if (isFull(fresh.length)) {
            leftOut += sizes.size() + 1L;
            tooLong++;
            inside = false;
            clear();
        } else {
            bytes.writeBytes(fresh);
            sizes.add(fresh.length);
            pts.add(packet.pts());
        }
    }

    private boolean isFull(int more) {
        long together = bytes.size() + more + (long) BESIDE_A_PACKET * (sizes.size() + 1);
        return together > maxBytes || sizes.size() == maxPackets;
    }

    /** What there is; empty where that is nothing. Behind it, a key frame is waited for. */
    Optional<VideoSegment> end() {
        inside = false;
        if (sizes.isEmpty()) {
            return Optional.empty();
        }
        var segment = new VideoSegment(track, header, bytes.toByteArray(), sizes, pts);
        clear();
        return Optional.of(segment);
    }

    int packets() {
        return sizes.size();
    }

    long leftOut() {
        return leftOut;
    }

    long tooLong() {
        return tooLong;
    }

    /**
     * Whether the picture follows the key frame but is shown before it: it needs the group before, and a decoder that begins here shows it
     * wrong or not at all. No other picture needs it. Only where pictures are shown in another order than they are decoded
     * in is a key frame shown later than it is decoded. Of MPEG-4 part 2, in AVI, there may be no times to tell it by.
     */
    private boolean isLeading(long shown, byte[] packet) {
        if (pts.size() != 1) {
            return false;
        }
        if (track.codec().equals("mpeg4")) {
            return Mpeg4Picture.isBidirectional(packet);
        }
        if (!keyIsReordered || shown == VideoSegment.NO_PTS) {
            return false;
        }
        long early = track.micros(pts.get(0)) - track.micros(shown);
        return early > 0 && early <= MOST_LEADING_MICROS;
    }

    private void clear() {
        bytes = new ByteArrayOutputStream();
        sizes = new ArrayList<>();
        pts = new ArrayList<>();
    }
}
