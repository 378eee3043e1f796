package dev.offramp.kafka;

import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RejectReason;
import dev.offramp.schema.Frame;
import java.nio.charset.StandardCharsets;

/** From a record to a frame, or why there is none. */
public final class FrameReader {

    private static final int MAX_STREAM_ID_BYTES = 1024;
    private static final SingleObjectReader<Frame> FRAMES = new SingleObjectReader<>(Frame.class);

    private FrameReader() {}

    /** The frame in a record whose key is the frame's stream id. */
    public static Frame read(ConsumedRecord record) throws Refusal {
        if (record.key().length == 0) {
            throw new Refusal(RejectReason.EMPTY_KEY, "the record has no key; it must be the stream id");
        }
        if (record.key().length > MAX_STREAM_ID_BYTES) {
            throw new Refusal(
                    RejectReason.STREAM_ID_TOO_LONG,
                    "the key has " + record.key().length + " bytes, a stream id at most " + MAX_STREAM_ID_BYTES);
        }
        Frame frame = FRAMES.read(record.value());
        String key = new String(record.key(), StandardCharsets.UTF_8);
        if (!key.equals(frame.getStream())) {
            throw new Refusal(
                    RejectReason.KEY_MISMATCH,
                    "the key is '" + key + "', the frame's stream '" + frame.getStream() + "'");
        }
        return frame;
    }
}
