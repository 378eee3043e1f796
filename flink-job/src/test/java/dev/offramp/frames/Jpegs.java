package dev.offramp.frames;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** JPEG files that no encoder would write. */
final class Jpegs {

    private static final int BLOCK = 8;

    /** Blocks that a code of 15 zero bits leaves as they are. */
    private static final int RUN = 1 << 14;

    private static final int RUN_BITS = 15;

    private Jpegs() {}

    /** A black picture that is gone over so often, in some bytes each time. */
    static byte[] ofScans(int width, int height, int scans) {
        int blocks = (width + BLOCK - 1) / BLOCK * ((height + BLOCK - 1) / BLOCK);
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        jpeg.writeBytes(new byte[] {(byte) 0xff, (byte) 0xd8});
        jpeg.writeBytes(segment(0xdb, quantisation()));
        ByteBuffer frame =
                ByteBuffer.allocate(9).put((byte) 8).putShort((short) height).putShort((short) width);
        jpeg.writeBytes(segment(0xc2, frame.put(new byte[] {1, 1, 0x11, 0}).array()));
        jpeg.writeBytes(segment(0xc4, codes(0x00, 0x00)));
        jpeg.writeBytes(segment(0xc4, codes(0x10, 0xe0)));
        jpeg.writeBytes(scan(0, new byte[blocks / Byte.SIZE + 1]));
        for (int i = 1; i < scans; i++) {
            jpeg.writeBytes(scan(1 + i % 63, new byte[(blocks / RUN + 1) * RUN_BITS / Byte.SIZE + 1]));
        }
        jpeg.writeBytes(new byte[] {(byte) 0xff, (byte) 0xd9});
        return jpeg.toByteArray();
    }

    private static byte[] quantisation() {
        byte[] table = new byte[1 + BLOCK * BLOCK];
        Arrays.fill(table, 1, table.length, (byte) 1);
        return table;
    }

    /** A table with one code, of one bit. */
    private static byte[] codes(int table, int meaning) {
        return ByteBuffer.allocate(18)
                .put((byte) table)
                .put((byte) 1)
                .put(new byte[15])
                .put((byte) meaning)
                .array();
    }

    /** Of one of the 64 coefficients of every block. */
    private static byte[] scan(int coefficient, byte[] coded) {
        byte[] header = segment(0xda, new byte[] {1, 1, 0, (byte) coefficient, (byte) coefficient, 0});
        return ByteBuffer.allocate(header.length + coded.length)
                .put(header)
                .put(coded)
                .array();
    }

    private static byte[] segment(int marker, byte[] data) {
        return ByteBuffer.allocate(4 + data.length)
                .put((byte) 0xff)
                .put((byte) marker)
                .putShort((short) (2 + data.length))
                .put(data)
                .array();
    }
}
