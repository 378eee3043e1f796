package dev.offramp.frames;

import dev.offramp.rejects.Refusal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The sizes that the pictures inside a WebP file claim. A file that has a canvas may hold a far larger picture, which the
 * decoder would work through to the last pixel.
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere, never written to after construction
record WebpChunks(byte[] webp) {

    private static final int FILE_HEADER_BYTES = 12;
    private static final int CHUNK_HEADER_BYTES = 8;
    private static final int ANIMATION_HEADER_BYTES = 16;
    private static final int PICTURE_HEADER_BYTES = 10;
    private static final int SIZE_MASK = 0x3fff;

    void checkSizes(FrameBounds bounds) throws Refusal {
        ByteBuffer file = ByteBuffer.wrap(webp).order(ByteOrder.LITTLE_ENDIAN);
        long at = FILE_HEADER_BYTES;
        while (at + CHUNK_HEADER_BYTES + PICTURE_HEADER_BYTES <= webp.length) {
            int data = (int) at + CHUNK_HEADER_BYTES;
            String kind = new String(webp, (int) at, 4, StandardCharsets.US_ASCII);
            checkSize(kind, file.position(data).slice().order(ByteOrder.LITTLE_ENDIAN), bounds);
            long size = Integer.toUnsignedLong(file.getInt(data - 4));
            at = kind.equals("ANMF") ? data + ANIMATION_HEADER_BYTES : data + size + (size & 1);
        }
    }

    private static void checkSize(String kind, ByteBuffer data, FrameBounds bounds) throws Refusal {
        if (kind.equals("VP8 ")) {
            bounds.checkSize(data.getShort(6) & SIZE_MASK, data.getShort(8) & SIZE_MASK);
        } else if (kind.equals("VP8L")) {
            int sizes = data.getInt(1);
            bounds.checkSize((sizes & SIZE_MASK) + 1, ((sizes >> 14) & SIZE_MASK) + 1);
        }
    }
}
