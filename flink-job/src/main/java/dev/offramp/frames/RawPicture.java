package dev.offramp.frames;

import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RefusalReason;
import dev.offramp.sample.EncodedPicture;

/** Raw rows of one or three channels, whose size the frame itself must say. */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere, never written to after construction
record RawPicture(int width, int height, int channels, byte[] rows) implements Picture {

    static RawPicture of(EncodedPicture encoded, int channels, FrameBounds bounds) throws Refusal {
        int width = encoded.width();
        int height = encoded.height();
        if (width < 1 || height < 1) {
            throw new Refusal(
                    RefusalReason.RAW_SIZE_MISMATCH,
                    "a raw frame needs width and height, has " + width + " x " + height + ", where 0 is none");
        }
        long wanted = (long) width * height * channels;
        if (wanted != encoded.length()) {
            throw new Refusal(
                    RefusalReason.RAW_SIZE_MISMATCH,
                    encoded.length() + " bytes are not " + width + " x " + height + " x " + channels + " = " + wanted);
        }
        bounds.checkSize(width, height);
        return new RawPicture(width, height, channels, encoded.bytes());
    }

    @Override
    public void row(int y, byte[] rgb) {
        int from = y * width * channels;
        if (channels == 3) {
            System.arraycopy(rows, from, rgb, 0, 3 * width);
            return;
        }
        for (int i = 0; i < 3 * width; i++) {
            rgb[i] = rows[from + i / 3];
        }
    }
}
