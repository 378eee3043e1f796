package dev.offramp.frames;

import dev.offramp.sample.PictureEncoding;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Whether an encoded picture reaches the end that its format marks; decoders make up silently what is missing. */
final class EndMark {

    private static final byte[] PNG_BEGIN = {(byte) 0x89, 'P', 'N', 'G'};
    private static final byte[] PNG_END = ascii("IEND");
    private static final byte[] JPEG_BEGIN = {(byte) 0xff, (byte) 0xd8};
    private static final byte[] JPEG_SCAN = {(byte) 0xff, (byte) 0xda};
    private static final byte[] JPEG_END = {(byte) 0xff, (byte) 0xd9};
    private static final byte[] WEBP_BEGIN = ascii("RIFF");
    private static final int RIFF_HEADER_BYTES = 8;

    private EndMark() {}

    /** False also for what is no picture of this encoding at all: that is for the decoder to say. */
    static boolean isMissing(byte[] bytes, PictureEncoding encoding) {
        return switch (encoding) {
            case PNG -> beginsLike(bytes, PNG_BEGIN) && lastIndexOf(bytes, PNG_END) < 0;
            case JPEG -> beginsLike(bytes, JPEG_BEGIN) && !endsBehindItsLastScan(bytes);
            case WEBP -> beginsLike(bytes, WEBP_BEGIN) && isShorterThanItSays(bytes);
            default -> false;
        };
    }

    /** A thumbnail in the header has an end of its own. */
    private static boolean endsBehindItsLastScan(byte[] jpeg) {
        int end = lastIndexOf(jpeg, JPEG_END);
        return end >= 0 && end > lastIndexOf(jpeg, JPEG_SCAN);
    }

    private static boolean isShorterThanItSays(byte[] riff) {
        if (riff.length < RIFF_HEADER_BYTES) {
            return true;
        }
        long said = 0;
        for (int i = RIFF_HEADER_BYTES - 1; i >= 4; i--) {
            said = (said << 8) | (riff[i] & 0xff);
        }
        return riff.length < said + RIFF_HEADER_BYTES;
    }

    private static boolean beginsLike(byte[] bytes, byte[] begin) {
        int common = Math.min(bytes.length, begin.length);
        return Arrays.equals(bytes, 0, common, begin, 0, common);
    }

    private static int lastIndexOf(byte[] bytes, byte[] mark) {
        for (int i = bytes.length - mark.length; i >= 0; i--) {
            if (Arrays.equals(bytes, i, i + mark.length, mark, 0, mark.length)) {
                return i;
            }
        }
        return -1;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
