package dev.offramp.kafka;

import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RejectReason;
import dev.offramp.schema.Frame;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/** From a record to a frame, or why there is none. */
public final class FrameReader {

    private static final int MAX_STREAM_ID_BYTES = 1024;
    private static final Instant YEAR_10000 =
            Instant.parse("9999-12-31T23:59:59.999Z").plusMillis(1);
    private static final long LONGEST_DEADLINE_MILLIS = Duration.ofDays(1).toMillis();
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
        checkTimes(frame);
        return frame;
    }

    /** Times go on into the answer, and an ordinary client that meets a year beyond its calendar cannot read the topic any more. */
    private static void checkTimes(Frame frame) throws Refusal {
        Instant eventTime = frame.getEventTime();
        if (eventTime.isBefore(Instant.EPOCH) || !eventTime.isBefore(YEAR_10000)) {
            throw new Refusal(
                    RejectReason.BAD_EVENT_TIME,
                    "eventTime must be between the years 1970 and 9999, was " + eventTime.toEpochMilli()
                            + " ms since the Unix epoch");
        }
        Long deadline = frame.getDeadlineMillis();
        if (deadline != null && deadline > LONGEST_DEADLINE_MILLIS) {
            throw new Refusal(
                    RejectReason.BAD_DEADLINE,
                    "deadlineMillis must be at most " + LONGEST_DEADLINE_MILLIS + " (a day), was " + deadline);
        }
    }
}
