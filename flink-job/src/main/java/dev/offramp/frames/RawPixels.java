package dev.offramp.frames;

import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RejectReason;
import dev.offramp.schema.Frame;
import java.awt.image.BufferedImage;

/** Raw rows of one or three channels, whose size the frame itself must say. */
record RawPixels(FrameBounds bounds, Frame frame) {

    BufferedImage decode(byte[] bytes, int channels) throws Refusal {
        Integer width = frame.getWidth();
        Integer height = frame.getHeight();
        if (width == null || height == null || width < 1 || height < 1) {
            throw new Refusal(
                    RejectReason.RAW_SIZE_MISMATCH,
                    "a raw frame needs width and height, has " + width + " x " + height);
        }
        long wanted = (long) width * height * channels;
        if (wanted != bytes.length) {
            throw new Refusal(
                    RejectReason.RAW_SIZE_MISMATCH,
                    bytes.length + " bytes are not " + width + " x " + height + " x " + channels + " = " + wanted);
        }
        bounds.checkSize(width, height);
        return Rgb.image(width, height, bytes, channels);
    }
}
