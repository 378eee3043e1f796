package dev.offramp.sample;

import java.util.Arrays;

/**
 * A picture as it was published, within the record that brought it: whoever refuses it can still show the record.
 *
 * @param width  pixels in a row, 0 where only the encoded bytes say it
 * @param height rows, likewise
 * @param record the bytes that the picture is a part of
 * @param offset where in them it begins
 * @param length bytes of the picture
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere, never written to after construction
public record EncodedPicture(PictureEncoding encoding, int width, int height, byte[] record, int offset, int length)
        implements ClipFrame {

    /** A picture that is the whole of the bytes, and whose size they say. */
    public static EncodedPicture of(PictureEncoding encoding, byte[] bytes) {
        return sized(encoding, 0, 0, bytes);
    }

    /** A picture that is the whole of the bytes. */
    public static EncodedPicture sized(PictureEncoding encoding, int width, int height, byte[] bytes) {
        return new EncodedPicture(encoding, width, height, bytes, 0, bytes.length);
    }

    /** A copy of the picture's own bytes. */
    public byte[] bytes() {
        return Arrays.copyOfRange(record, offset, offset + length);
    }
}
