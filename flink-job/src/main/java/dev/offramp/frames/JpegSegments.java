package dev.offramp.frames;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What a JPEG says beside its pixels, as far as its pixels depend on it. */
final class JpegSegments {

    private static final int EXIF = 0xe1;
    private static final int ADOBE = 0xee;
    private static final int SCAN = 0xda;
    private static final byte[] EXIF_NAME = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ADOBE_NAME = "Adobe".getBytes(StandardCharsets.US_ASCII);
    private static final int ADOBE_TRANSFORM = 6;
    private static final int YCCK = 2;

    private JpegSegments() {}

    /** What the camera noted; empty where there is nothing. */
    static ByteBuffer exif(byte[] jpeg) {
        return segment(jpeg, EXIF, EXIF_NAME);
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
            int end = at + 2 + (((jpeg[at + 2] & 0xff) << 8) | (jpeg[at + 3] & 0xff));
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
