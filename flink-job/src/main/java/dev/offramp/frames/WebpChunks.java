package dev.offramp.frames;

import dev.offramp.rejects.Refusal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * The pictures inside a WebP file, before they are decoded. A file that has a canvas may hold a far larger picture, which the
 * decoder would work through to the last pixel.
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere, never written to after construction
record WebpChunks(byte[] webp) {

    private static final Set<String> PICTURES = Set.of("VP8 ", "VP8L");
    private static final int FILE_HEADER_BYTES = 12;
    private static final int CHUNK_HEADER_BYTES = 8;
    private static final int ANIMATION_HEADER_BYTES = 16;
    private static final int PICTURE_HEADER_BYTES = 10;
    private static final int SIZE_MASK = 0x3fff;
    private static final int CANVAS_MASK = 0xffffff;

    void checkSizes(FrameBounds bounds) throws Refusal {
        for (Optional<Chunk> chunk = first(); chunk.isPresent(); chunk = after(chunk.get())) {
            checkSize(chunk.get().kind(), data(chunk.get()), bounds);
        }
    }

    /** The first picture, if it is a lossy one and as large as the canvas. */
    Optional<LossyWebp> lossy() {
        Optional<Chunk> chunk = first();
        while (chunk.isPresent() && !PICTURES.contains(chunk.get().kind())) {
            chunk = after(chunk.get());
        }
        return chunk.filter(this::isLossyAndWhole)
                .map(picture -> LossyWebp.of(webp, picture.data(), (int) picture.size()));
    }

    /** What the camera noted, as Exif; empty where there is nothing. */
    ByteBuffer exif() {
        for (Optional<Chunk> chunk = first(); chunk.isPresent(); chunk = after(chunk.get())) {
            if (chunk.get().kind().equals("EXIF")) {
                return data(chunk.get());
            }
        }
        return ByteBuffer.allocate(0);
    }

    private boolean isLossyAndWhole(Chunk picture) {
        return picture.kind().equals("VP8 ")
                && picture.data() + picture.size() <= webp.length
                && first().filter(chunk -> covers(picture, chunk)).isPresent();
    }

    private boolean covers(Chunk picture, Chunk first) {
        if (!first.kind().equals("VP8X")) {
            return true;
        }
        ByteBuffer size = data(picture);
        ByteBuffer canvas = data(first);
        return (size.getShort(6) & SIZE_MASK) == (canvas.getInt(4) & CANVAS_MASK) + 1
                && (size.getShort(8) & SIZE_MASK) == (canvas.getInt(6) >>> 8) + 1;
    }

    private ByteBuffer data(Chunk chunk) {
        return ByteBuffer.wrap(webp).position(chunk.data()).slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    private Optional<Chunk> first() {
        return chunk(FILE_HEADER_BYTES);
    }

    /** Of a frame of an animation, what is inside it. */
    private Optional<Chunk> after(Chunk chunk) {
        return chunk(
                chunk.kind().equals("ANMF")
                        ? chunk.data() + ANIMATION_HEADER_BYTES
                        : chunk.data() + chunk.size() + (chunk.size() & 1));
    }

    /** Only one that has room for a picture's size. */
    private Optional<Chunk> chunk(long at) {
        if (at + CHUNK_HEADER_BYTES + PICTURE_HEADER_BYTES > webp.length) {
            return Optional.empty();
        }
        int data = (int) at + CHUNK_HEADER_BYTES;
        String kind = new String(webp, (int) at, 4, StandardCharsets.US_ASCII);
        int size = ByteBuffer.wrap(webp).order(ByteOrder.LITTLE_ENDIAN).getInt(data - 4);
        return Optional.of(new Chunk(kind, data, Integer.toUnsignedLong(size)));
    }

    private static void checkSize(String kind, ByteBuffer data, FrameBounds bounds) throws Refusal {
        if (kind.equals("VP8 ")) {
            bounds.checkSize(data.getShort(6) & SIZE_MASK, data.getShort(8) & SIZE_MASK);
        } else if (kind.equals("VP8L")) {
            int sizes = data.getInt(1);
            bounds.checkSize((sizes & SIZE_MASK) + 1, ((sizes >> 14) & SIZE_MASK) + 1);
        }
    }

    /** @param data where its data begins in the file */
    private record Chunk(String kind, int data, long size) {}
}
