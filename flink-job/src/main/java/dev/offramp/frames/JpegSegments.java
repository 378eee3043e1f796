package dev.offramp.frames;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** What a JPEG says beside its pixels, as far as its pixels depend on it. */
final class JpegSegments {

    private static final int EXIF = 0xe1;
    private static final int ADOBE = 0xee;
    private static final int SCAN = 0xda;
    private static final byte[] EXIF_NAME = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ADOBE_NAME = "Adobe".getBytes(StandardCharsets.US_ASCII);
    private static final int ADOBE_TRANSFORM = 6;
    private static final int YCCK = 2;

    private static final int FIRST_FRAME = 0xc0;
    private static final int LAST_FRAME = 0xc2;
    private static final int FRAME_BYTES = 10;
    private static final int HUFFMAN = 0xc4;
    private static final int QUANTISATION = 0xdb;
    private static final int RESTARTS = 0xdd;
    private static final int COMMENT = 0xfe;
    private static final int NOTES = 0xe0;
    private static final int NOTES_MASK = 0xf0;

    private JpegSegments() {}

    /**
     * What a picture's header says.
     *
     * @param channels 1 of grey, 3 of colours, 4 of inks
     */
    record Size(int width, int height, int channels) {}

    /** What the camera noted; empty where there is nothing. */
    static ByteBuffer exif(byte[] jpeg) {
        return segment(jpeg, EXIF, EXIF_NAME);
    }

    /**
     * What the header says of the pixels of a baseline, extended or progressive picture; nothing of the rarer kinds, nor where anything
     * but plain segments stands before it.
     */
    static Optional<Size> size(byte[] jpeg) {
        int at = 2;
        while (at + FRAME_BYTES <= jpeg.length && jpeg[at] == (byte) 0xff) {
            int marker = jpeg[at + 1] & 0xff;
            if (marker >= FIRST_FRAME && marker <= LAST_FRAME) {
                return Optional.of(new Size(number(jpeg, at + 7), number(jpeg, at + 5), jpeg[at + 9] & 0xff));
            }
            if (!isTableOrNote(marker)) {
                return Optional.empty();
            }
            at += 2 + number(jpeg, at + 2);
        }
        return Optional.empty();
    }

    private static boolean isTableOrNote(int marker) {
        return marker == HUFFMAN
                || marker == QUANTISATION
                || marker == RESTARTS
                || marker == COMMENT
                || (marker & NOTES_MASK) == NOTES;
    }

    private static int number(byte[] jpeg, int at) {
        return ((jpeg[at] & 0xff) << 8) | (jpeg[at + 1] & 0xff);
    }

    /** How four inks are stored: Adobe's programs store the paper that shines through, everybody else the ink. */
    static InkPicture.Inks inks(byte[] jpeg) {
        ByteBuffer adobe = segment(jpeg, ADOBE, ADOBE_NAME);
        if (adobe.remaining() <= ADOBE_TRANSFORM) {
            return InkPicture.Inks.CMYK;
        }
        return adobe.get(ADOBE_TRANSFORM) == YCCK ? InkPicture.Inks.ADOBE_YCCK : InkPicture.Inks.ADOBE_CMYK;
    }

    /** What follows the name in the first such segment before the pixels. */
    private static ByteBuffer segment(byte[] jpeg, int marker, byte[] name) {
        int at = 2;
        while (at + 4 <= jpeg.length && jpeg[at] == (byte) 0xff && (jpeg[at + 1] & 0xff) != SCAN) {
            int end = at + 2 + number(jpeg, at + 2);
            int data = at + 4 + name.length;
            if ((jpeg[at + 1] & 0xff) == marker
                    && data <= end
                    && end <= jpeg.length
                    && Arrays.equals(jpeg, at + 4, data, name, 0, name.length)) {
                return ByteBuffer.wrap(jpeg, data, end - data).slice();
            }
            at = end;
        }
        return ByteBuffer.allocate(0);
    }
}
