package dev.offramp.kafka;

import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RefusalReason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;

/**
 * Reads one type of record in Avro single-object encoding, written with the current schema or with that of any release, with
 * every way to fail told apart. Other than Avro's own decoder
 * it allocates nothing that a length claims but the record does not have. Thread-safe.
 */
public final class SingleObjectReader<T> {

    private static final int MARKER = 0xc301;
    private static final int HEADER_BYTES = 10;
    private static final String NO_FIELD = "";

    /** A list takes many times the memory that its items take in the record. */
    static final int MOST_ITEMS = 1 << 16;

    /** One way to write the record: with the current schema, or with that of a release. */
    private record Written<T>(Schema schema, DatumReader<T> reader) {}

    private final Schema current;
    private final Map<Long, Written<T>> byFingerprint;

    /** @param type made by Avro from a schema of this project */
    public SingleObjectReader(Class<T> type) {
        SpecificData data = new GrowingData(type.getClassLoader());
        this.current = data.getSchema(type);
        Map<Long, Written<T>> written = new HashMap<>();
        for (Schema schema : WrittenSchemas.of(current)) {
            written.put(
                    SchemaNormalization.parsingFingerprint64(schema),
                    new Written<>(schema, new SpecificDatumReader<>(schema, current, data)));
        }
        this.byFingerprint = Map.copyOf(written);
    }

    /** A record, and the index behind the last byte of one of its fields. */
    record Located<T>(T record, int end) {}

    /** Whether the header is that of such a record; nothing behind it is read. */
    public boolean wrote(byte[] bytes) {
        return hasHeader(bytes) && byFingerprint.containsKey(fingerprint(bytes));
    }

    /** One record, or why there is none. */
    public T read(byte[] bytes) throws Refusal {
        return read(bytes, NO_FIELD).record();
    }

    /**
     * One record with the place of a field in its bytes, or why there is none.
     *
     * @param field that every schema of the record has
     */
    Located<T> read(byte[] bytes, String field) throws Refusal {
        Written<T> written = written(bytes);
        try {
            int end = walk(bytes, written.schema(), field); // finds a length that lies, and allocates nothing
            BinaryDecoder body = body(bytes);
            T record = written.reader().read(null, body);
            if (!body.isEnd()) {
                throw new Refusal(RefusalReason.CORRUPT_AVRO, "the record goes on behind its last field");
            }
            return new Located<>(record, end);
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException | UnsupportedOperationException e) {
            throw new Refusal(RefusalReason.CORRUPT_AVRO, "the record ends early or is corrupt: " + e.getMessage());
        }
    }

    /** Goes through all fields, and says where one of them ends. */
    private static int walk(byte[] bytes, Schema schema, String field) throws IOException {
        BinaryDecoder body = body(bytes);
        int end = -1;
        for (Schema.Field each : schema.getFields()) {
            skip(each.schema(), body);
            if (each.name().equals(field)) {
                end = bytes.length - body.inputStream().available();
            }
        }
        return end;
    }

    /** Item by item, as the reader goes: a block of items may also say how long it is, and lie. */
    private static void skip(Schema schema, BinaryDecoder body) throws IOException {
        switch (schema.getType()) {
            case ARRAY -> {
                long items = 0;
                for (long more = body.readArrayStart(); more > 0; more = body.arrayNext()) {
                    items += more;
                    if (more > MOST_ITEMS || items > MOST_ITEMS) {
                        throw new IOException("a list of more than " + MOST_ITEMS + " items");
                    }
                    for (long item = 0; item < more; item++) {
                        skip(schema.getElementType(), body);
                    }
                }
            }
            case RECORD -> {
                for (Schema.Field each : schema.getFields()) {
                    skip(each.schema(), body);
                }
            }
            case UNION -> skip(schema.getTypes().get(body.readIndex()), body);
            default -> GenericDatumReader.skip(schema, body);
        }
    }

    private Written<T> written(byte[] bytes) throws Refusal {
        if (!hasHeader(bytes)) {
            throw new Refusal(
                    RefusalReason.NOT_AVRO,
                    bytes.length + " bytes do not begin with the header C3 01 of Avro's single-object encoding");
        }
        long found = fingerprint(bytes);
        Written<T> written = byFingerprint.get(found);
        if (written == null) {
            throw new Refusal(
                    RefusalReason.UNKNOWN_SCHEMA,
                    "the fingerprint " + Long.toHexString(found) + " is not that of " + current.getFullName() + ", "
                            + Long.toHexString(SchemaNormalization.parsingFingerprint64(current))
                            + ", nor of one that was released");
        }
        return written;
    }

    private static boolean hasHeader(byte[] bytes) {
        return bytes.length >= HEADER_BYTES && (ByteBuffer.wrap(bytes).getShort() & 0xffff) == MARKER;
    }

    private static long fingerprint(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(Short.BYTES);
    }

    private static BinaryDecoder body(byte[] bytes) {
        return DecoderFactory.get().binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, null);
    }

    /** Lets lists grow with the items that are there. */
    private static final class GrowingData extends SpecificData {

        private static final int FIRST_ITEMS = 64;

        GrowingData(ClassLoader classLoader) {
            super(classLoader);
            addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
        }

        @Override
        public Object newArray(Object old, int size, Schema schema) {
            return super.newArray(old, Math.min(size, FIRST_ITEMS), schema);
        }
    }
}
