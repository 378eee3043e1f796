package dev.offramp.registry;

import java.nio.ByteBuffer;

/** The header of Confluent's wire format: 00, then the id of the schema in the registry, big-endian. */
public final class RegistryForm {

    public static final int HEADER_BYTES = 1 + Integer.BYTES;

    private static final byte MAGIC = 0;

    private RegistryForm() {}

    /** Whether a record begins so; Avro's single-object encoding begins with C3. */
    public static boolean hasHeader(byte[] record) {
        return record.length >= HEADER_BYTES && record[0] == MAGIC;
    }

    /** The id in the header of a record that has one. */
    public static int id(byte[] record) {
        return ByteBuffer.wrap(record).getInt(1);
    }

    /** The header, and behind it what remains in a buffer, which it takes; in an array of just that. */
    static ByteBuffer of(int id, ByteBuffer fields) {
        return ByteBuffer.allocate(HEADER_BYTES + fields.remaining())
                .put(MAGIC)
                .putInt(id)
                .put(fields)
                .flip();
    }
}
