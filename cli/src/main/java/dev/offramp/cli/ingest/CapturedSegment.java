package dev.offramp.cli.ingest;

import dev.offramp.schema.Segment;
import dev.offramp.schema.VideoCodec;
import dev.offramp.video.VideoSegment;
import dev.offramp.video.VideoTrack;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Locale;

/**
 * A group of pictures of a camera, on its way to Kafka.
 *
 * @param epoch  in which it was taken
 * @param picks  which of its pictures are to be classified, at least one
 * @param before pictures between it and what was captured before
 */
record CapturedSegment(long epoch, VideoSegment segment, SegmentPicks picks, LeftOut before) implements Captured {

    /** A size and a presentation time, in memory. */
    private static final int BYTES_BESIDE_A_PACKET = 48;

    @Override
    public CaptureTime lastTaken() {
        return picks.last();
    }

    @Override
    public int pictures() {
        return picks.count();
    }

    @Override
    public long bytes() {
        return segment.bytes().length
                + (long) BYTES_BESIDE_A_PACKET * segment.sizes().size();
    }

    @Override
    public ByteBuffer record(String stream, long sequence, LeftOut leftOut) throws IOException {
        VideoTrack track = segment.track();
        return Segment.newBuilder()
                .setStream(stream)
                .setSequence(sequence)
                .setEventTime(Instant.ofEpochMilli(picks.first().eventMillis()))
                .setCodec(VideoCodec.valueOf(track.codec().toUpperCase(Locale.ROOT)))
                .setWidth(track.width())
                .setHeight(track.height())
                .setRotation(track.rotation())
                .setHeader(ByteBuffer.wrap(segment.header()))
                .setSizes(segment.sizes())
                .setPts(segment.pts())
                .setTimeBaseNumerator(track.timeBaseNumerator())
                .setTimeBaseDenominator(track.timeBaseDenominator())
                .setPicked(picks.picked())
                .setBytes(ByteBuffer.wrap(segment.bytes()))
                .setEpoch(epoch)
                .setClock(picks.first().clock())
                .setDropped(leftOut.dropped())
                .setUnchanged(leftOut.unchanged())
                .build()
                .toByteBuffer();
    }
}
