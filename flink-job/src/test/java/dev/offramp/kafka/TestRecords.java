package dev.offramp.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.offramp.sample.Origin;
import dev.offramp.schema.EndOfStream;
import dev.offramp.schema.Frame;
import dev.offramp.schema.FrameEncoding;
import dev.offramp.schema.Segment;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/** Records as they lie on the topics, good ones and ones that lie about themselves. */
final class TestRecords {

    static final Origin ORIGIN = new Origin("frames", 3, 42, 1_700_000_000_000L);

    private static final int HEADER_BYTES = 10;

    private TestRecords() {}

    static ConsumedRecord record(String key, byte[] value) {
        return new ConsumedRecord(ORIGIN, key.getBytes(UTF_8), value);
    }

    static Frame frame(String stream) {
        return Frame.newBuilder()
                .setStream(stream)
                .setSequence(7)
                .setEventTime(Instant.ofEpochMilli(1_234))
                .setEncoding(FrameEncoding.PNG)
                .setBytes(ByteBuffer.wrap(new byte[] {1, 2, 3}))
                .setLabel(5)
                .build();
    }

    static EndOfStream end(String stream) {
        return new EndOfStream(stream, 8L, Instant.ofEpochMilli(1_234), 1_600_000_000_000L, 2);
    }

    static byte[] encoded(EndOfStream end) {
        return SingleObject.encode(EndOfStream.getEncoder(), end);
    }

    static byte[] encoded(Segment segment) {
        return SingleObject.encode(Segment.getEncoder(), segment);
    }

    static byte[] encoded(Frame frame) {
        return SingleObject.encode(Frame.getEncoder(), frame);
    }

    /** The header of a schema's records, and then whatever the parts say. */
    static byte[] body(Schema schema, byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long fingerprint = SchemaNormalization.parsingFingerprint64(schema);
        out.writeBytes(ByteBuffer.allocate(HEADER_BYTES)
                .put(new byte[] {(byte) 0xc3, 1})
                .putLong(Long.reverseBytes(fingerprint))
                .array());
        Arrays.stream(parts).forEach(out::writeBytes);
        return out.toByteArray();
    }

    /** A record in the form of a registry, with these fields. */
    static byte[] registered(int id, byte... fields) {
        return ByteBuffer.allocate(5 + fields.length)
                .put((byte) 0)
                .putInt(id)
                .put(fields)
                .array();
    }

    /** Avro's variable-length integer. */
    static byte[] number(long value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7fL) != 0) {
            out.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
        return out.toByteArray();
    }
}
