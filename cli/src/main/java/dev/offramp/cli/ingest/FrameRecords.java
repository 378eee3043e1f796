package dev.offramp.cli.ingest;

import dev.offramp.schema.EndOfStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;

/**
 * Numbers the pictures of a stream in the order in which they go to Kafka, and writes them as records: what was dropped before has no
 * number, so that a gap in the numbers is a loss behind this process. Not thread-safe.
 */
final class FrameRecords {

    private final String stream;
    private boolean open;
    private long epoch;
    private long sequence;
    private Instant lastTaken = Instant.EPOCH;

    FrameRecords(String stream) {
        this.stream = stream;
    }

    /**
     * The next record of the stream.
     *
     * @param leftOut since the record before
     */
    ByteBuffer record(Captured captured, LeftOut leftOut) {
        if (!open || captured.epoch() != epoch) {
            open = true;
            epoch = captured.epoch();
            sequence = 0;
        }
        long first = sequence;
        sequence += captured.pictures();
        lastTaken = Instant.ofEpochMilli(captured.lastTaken().eventMillis());
        return encoded(() -> captured.record(stream, first, leftOut));
    }

    /** The record behind the last of an epoch; none where nothing was published since the last such record. */
    Optional<ByteBuffer> end(LeftOut leftOut) {
        if (!open) {
            return Optional.empty();
        }
        open = false;
        var record = EndOfStream.newBuilder()
                .setStream(stream)
                .setSequence(sequence)
                .setEventTime(lastTaken)
                .setEpoch(epoch)
                .setDropped(leftOut.dropped());
        return Optional.of(encoded(() -> record.build().toByteBuffer()));
    }

    private interface Encoding {
        ByteBuffer bytes() throws IOException;
    }

    private static ByteBuffer encoded(Encoding encoding) {
        try {
            return encoding.bytes();
        } catch (IOException impossible) {
            throw new UncheckedIOException("a record could not be encoded in memory", impossible);
        }
    }
}
