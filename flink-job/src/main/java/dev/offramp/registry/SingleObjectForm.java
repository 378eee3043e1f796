package dev.offramp.registry;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The header of Avro's single-object encoding: C3 01, then the fingerprint of the schema, little-endian. */
public final class SingleObjectForm {

    public static final int HEADER_BYTES = 10;

    private static final int MARKER = 0xc301;

    private SingleObjectForm() {}

    /** Whether a record begins so. */
    public static boolean hasHeader(byte[] record) {
        return record.length >= HEADER_BYTES && (ByteBuffer.wrap(record).getShort() & 0xffff) == MARKER;
    }

    /** The fingerprint in the header of a record that has one. */
    public static long fingerprint(byte[] record) {
        return fingerprint(ByteBuffer.wrap(record));
    }

    /** The same of a record that remains in a buffer, which is only looked at. */
    static long fingerprint(ByteBuffer record) {
        return record.duplicate().order(ByteOrder.LITTLE_ENDIAN).getLong(record.position() + Short.BYTES);
    }
}
