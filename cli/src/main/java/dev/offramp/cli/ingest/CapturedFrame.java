package dev.offramp.cli.ingest;

import dev.offramp.schema.Frame;
import dev.offramp.schema.FrameEncoding;
import dev.offramp.schema.VideoTime;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A picture of a camera, on its way to Kafka.
 *
 * @param epoch     in which it was taken
 * @param taken     when
 * @param videoTime its presentation time as the source gave it, where it gave one
 * @param jpeg      not to be changed
 * @param before    pictures between it and the one before
 */
record CapturedFrame(
        long epoch, CaptureTime taken, @Nullable VideoTime videoTime, ByteBuffer jpeg, LeftOut before)
        implements Captured {

    @Override
    public CaptureTime lastTaken() {
        return taken;
    }

    @Override
    public int pictures() {
        return 1;
    }

    @Override
    public long bytes() {
        return jpeg.remaining();
    }

    @Override
    public ByteBuffer record(String stream, long sequence, LeftOut leftOut) throws IOException {
        return Frame.newBuilder()
                .setStream(stream)
                .setSequence(sequence)
                .setEventTime(Instant.ofEpochMilli(taken.eventMillis()))
                .setEncoding(FrameEncoding.JPEG)
                .setBytes(jpeg)
                .setEpoch(epoch)
                .setVideoTime(videoTime)
                .setClock(taken.clock())
                .setDropped(leftOut.dropped())
                .setUnchanged(leftOut.unchanged())
                .build()
                .toByteBuffer();
    }
}
