package dev.offramp.kafka;

import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RefusalReason;
import java.nio.charset.StandardCharsets;

/** The Kafka key of a record that belongs to a stream: the stream's id. */
final class StreamKey {

    private static final int MAX_STREAM_ID_BYTES = 1024;

    private StreamKey() {}

    /** Refuses what cannot be a stream's id, before the value is read. */
    static void check(byte[] key) throws Refusal {
        if (key.length == 0) {
            throw new Refusal(RefusalReason.EMPTY_KEY, "the record has no key; it must be the stream id");
        }
        if (key.length > MAX_STREAM_ID_BYTES) {
            throw new Refusal(
                    RefusalReason.STREAM_ID_TOO_LONG,
                    "the key has " + key.length + " bytes, a stream id at most " + MAX_STREAM_ID_BYTES);
        }
    }

    /**
     * Refuses a record that says to be of another stream than its key.
     *
     * @param kind of record, for the message
     */
    static void checkSame(byte[] key, String kind, String stream) throws Refusal {
        String said = new String(key, StandardCharsets.UTF_8);
        if (!said.equals(stream)) {
            throw new Refusal(
                    RefusalReason.KEY_MISMATCH,
                    "the key is '" + said + "', the " + kind + "'s stream '" + stream + "'");
        }
    }
}
