package dev.offramp.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** A record in one row of bytes, as a fuzzer changes them: how long the key is, the key, the value. */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
record KeyedBytes(byte[] key, byte[] value) {

    /** Of whatever bytes. */
    static KeyedBytes in(byte[] row) {
        if (row.length == 0) {
            return new KeyedBytes(row, row);
        }
        int end = Math.min(row.length, 1 + (row[0] & 0xff));
        return new KeyedBytes(Arrays.copyOfRange(row, 1, end), Arrays.copyOfRange(row, end, row.length));
    }

    /** What {@link #in} takes apart. */
    static byte[] row(String key, byte[] value) {
        byte[] bytes = key.getBytes(UTF_8);
        byte[] row = new byte[1 + bytes.length + value.length];
        row[0] = (byte) bytes.length;
        System.arraycopy(bytes, 0, row, 1, bytes.length);
        System.arraycopy(value, 0, row, 1 + bytes.length, value.length);
        return row;
    }

    ConsumedRecord record() {
        return new ConsumedRecord(TestRecords.ORIGIN, key, value);
    }

    /** The same without a value. */
    ConsumedRecord tombstone() {
        return new ConsumedRecord(TestRecords.ORIGIN, key, new byte[0], true);
    }
}
