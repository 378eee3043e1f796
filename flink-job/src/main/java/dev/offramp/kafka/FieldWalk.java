package dev.offramp.kafka;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/**
 * Goes through the fields of a record as they were written, and keeps none: what lies about its length is found before anybody allocates by it. Not
 * thread-safe.
 */
final class FieldWalk {

    /** A list takes many times the memory that its items take in the record. */
    static final int MOST_ITEMS = 1 << 16;

    /** Records, lists and choices within each other; a schema of a registry may hold itself. */
    private static final int DEEPEST = 64;

    /** Values of a record; those of a stranger's schema may take no bytes at all. */
    private static final int MOST_VALUES = 1 << 20;

    private final byte[] bytes;
    private final int from;
    private int values;

    /** @param from where the fields begin, behind the record's header */
    FieldWalk(byte[] bytes, int from) {
        this.bytes = bytes;
        this.from = from;
    }

    /** The index behind the last byte of one of the fields; -1 where there is none of this name. */
    int endOf(String field, Schema schema) throws IOException {
        BinaryDecoder body = body(bytes, from);
        int end = -1;
        for (Schema.Field each : schema.getFields()) {
            skip(each.schema(), body, DEEPEST);
            if (each.name().equals(field)) {
                end = bytes.length - body.inputStream().available();
            }
        }
        return end;
    }

    /** Item by item, as the reader goes: a block of items may also say how long it is, and lie. */
    private void skip(Schema schema, BinaryDecoder body, int deeper) throws IOException {
        if (deeper == 0) {
            throw new IOException("records in records, more than " + DEEPEST + " deep");
        }
        if (++values > MOST_VALUES) {
            throw new IOException("more than " + MOST_VALUES + " values");
        }
        switch (schema.getType()) {
            case ARRAY -> {
                long items = 0;
                for (long more = body.readArrayStart(); more > 0; more = body.arrayNext()) {
                    items = counted(items, more);
                    for (long item = 0; item < more; item++) {
                        skip(schema.getElementType(), body, deeper - 1);
                    }
                }
            }
            case MAP -> {
                long items = 0;
                for (long more = body.readMapStart(); more > 0; more = body.mapNext()) {
                    items = counted(items, more);
                    for (long item = 0; item < more; item++) {
                        body.skipString();
                        skip(schema.getValueType(), body, deeper - 1);
                    }
                }
            }
            case RECORD -> {
                for (Schema.Field each : schema.getFields()) {
                    skip(each.schema(), body, deeper - 1);
                }
            }
            case UNION -> skip(schema.getTypes().get(body.readIndex()), body, deeper - 1);
            default -> GenericDatumReader.skip(schema, body);
        }
    }

    private static long counted(long items, long more) throws IOException {
        if (more > MOST_ITEMS || items + more > MOST_ITEMS) {
            throw new IOException("a list of more than " + MOST_ITEMS + " items");
        }
        return items + more;
    }

    static BinaryDecoder body(byte[] bytes, int from) {
        return DecoderFactory.get().binaryDecoder(bytes, from, bytes.length - from, null);
    }
}
