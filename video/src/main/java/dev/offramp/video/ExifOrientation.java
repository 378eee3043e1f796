package dev.offramp.video;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A JPEG's EXIF block that says how the picture is to be turned (EXIF 2.32, tag 0x0112), and nothing else.
 *
 * @param value 1 upright; 6, 3, 8 where it is to be turned by 90, 180, 270 degrees clockwise
 */
record ExifOrientation(int value) {

    private static final int APP1 = 0xffe1;
    private static final int BLOCK_BYTES = 34;
    private static final short TAG = 0x0112;
    private static final short SHORT = 3;
    private static final int START_OF_IMAGE_BYTES = 2;

    /** @param rotation degrees clockwise by which a picture is to be turned */
    static ExifOrientation ofRotation(int rotation) {
        return new ExifOrientation(
                switch (rotation) {
                    case 90 -> 6;
                    case 180 -> 3;
                    case 270 -> 8;
                    default -> 1;
                });
    }

    /** The file with the block right behind its start; an upright one as it is. */
    byte[] in(byte[] jpeg) {
        if (value == 1) {
            return jpeg;
        }
        ByteBuffer turned = ByteBuffer.allocate(jpeg.length + 2 + BLOCK_BYTES);
        turned.put(jpeg, 0, START_OF_IMAGE_BYTES);
        turned.putShort((short) APP1).putShort((short) BLOCK_BYTES);
        turned.put("Exif\0\0MM".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) 42)
                .putInt(8);
        turned.putShort((short) 1); // one entry
        turned.putShort(TAG).putShort(SHORT).putInt(1).putShort((short) value).putShort((short) 0);
        turned.putInt(0); // no further directory
        turned.put(jpeg, START_OF_IMAGE_BYTES, jpeg.length - START_OF_IMAGE_BYTES);
        return turned.array();
    }
}
