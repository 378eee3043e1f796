package dev.offramp.kafka;

import dev.offramp.registry.RegistryForm;
import dev.offramp.registry.SingleObjectForm;
import dev.offramp.registry.WriterSchemas;
import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RefusalReason;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;

/**
 * Reads one type of record in Avro single-object encoding, written with the current schema or with that of any release, or in the form of a
 * registry, written with any schema that the current one can read; with every way to fail told apart. Other than Avro's own decoder
 * it allocates nothing that a length claims but the record does not have. Thread-safe.
 */
public final class SingleObjectReader<T> {

    private static final String NO_FIELD = "";

    /** Where a record's fields begin, and how they were written. */
    private record Headed<T>(WrittenWith<T> written, int headerBytes) {}

    private final SpecificData data;
    private final Schema current;
    private final Map<Long, WrittenWith<T>> byFingerprint;
    private final RegisteredWriters<T> registered;

    /**
     * @param type     made by Avro from a schema of this project
     * @param registry says what the ids of records in its form mean
     */
    public SingleObjectReader(Class<T> type, WriterSchemas registry) {
        this.data = new GrowingData(type.getClassLoader());
        this.current = data.getSchema(type);
        Map<Long, WrittenWith<T>> written = new HashMap<>();
        for (Schema schema : WrittenSchemas.of(current)) {
            written.put(SchemaNormalization.parsingFingerprint64(schema), writtenWith(schema));
        }
        this.byFingerprint = Map.copyOf(written);
        this.registered = new RegisteredWriters<>(registry, current, byFingerprint, this::writtenWith);
    }

    private WrittenWith<T> writtenWith(Schema schema) {
        return new WrittenWith<>(schema, new SpecificDatumReader<>(schema, current, data));
    }

    /** A record, and the index behind the last byte of one of its fields. */
    record Located<T>(T record, int end) {}

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
        Headed<T> headed = headed(bytes);
        WrittenWith<T> written = headed.written();
        try {
            FieldWalk walk =
                    new FieldWalk(bytes, headed.headerBytes()); // finds a length that lies, and allocates nothing
            int end = walk.endOf(field, written.schema());
            BinaryDecoder body = FieldWalk.body(bytes, headed.headerBytes());
            T record = written.reader().read(null, body);
            if (!body.isEnd()) {
                throw new Refusal(RefusalReason.CORRUPT_AVRO, "the record goes on behind its last field");
            }
            return new Located<>(record, end);
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException | UnsupportedOperationException e) {
            throw new Refusal(RefusalReason.CORRUPT_AVRO, "the record ends early or is corrupt: " + e.getMessage());
        }
    }

    private Headed<T> headed(byte[] bytes) throws Refusal {
        if (RegistryForm.hasHeader(bytes)) {
            return new Headed<>(registered.byId(RegistryForm.id(bytes)), RegistryForm.HEADER_BYTES);
        }
        if (!SingleObjectForm.hasHeader(bytes)) {
            throw new Refusal(
                    RefusalReason.NOT_AVRO,
                    bytes.length + " bytes do not begin with the header C3 01 of Avro's single-object encoding");
        }
        long found = SingleObjectForm.fingerprint(bytes);
        WrittenWith<T> written = byFingerprint.get(found);
        if (written == null) {
            throw new Refusal(
                    RefusalReason.UNKNOWN_SCHEMA,
                    "the fingerprint " + Long.toHexString(found) + " is not that of " + current.getFullName() + ", "
                            + Long.toHexString(SchemaNormalization.parsingFingerprint64(current))
                            + ", nor of one that was released");
        }
        return new Headed<>(written, SingleObjectForm.HEADER_BYTES);
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
