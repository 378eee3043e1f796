package dev.offramp.frames;

import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RefusalReason;
import java.io.Serializable;

/** What a frame may have at most; asked before anything is allocated for it. */
public record FrameBounds(FramesSettings settings) implements Serializable {

    /** What a record may hold beside the encoded frame. */
    static final int RECORD_OVERHEAD_BYTES = 64 * 1024;

    /** Refuses a record that cannot hold a frame within bounds, before anything of it is read. */
    public void checkRecord(int bytes) throws Refusal {
        if (bytes > settings.maxBytes() + RECORD_OVERHEAD_BYTES) {
            throw tooLarge("the record", bytes);
        }
    }

    void checkBytes(int bytes) throws Refusal {
        if (bytes == 0) {
            throw new Refusal(RefusalReason.EMPTY_FRAME, "the frame has no bytes");
        }
        if (bytes > settings.maxBytes()) {
            throw tooLarge("the frame", bytes);
        }
    }

    private Refusal tooLarge(String what, int bytes) {
        return new Refusal(
                RefusalReason.FRAME_TOO_LARGE,
                what + " has " + bytes + " bytes, frames.max-bytes is " + settings.maxBytes());
    }

    /** Refuses a segment of more pictures than may be. */
    public void checkSegmentFrames(int pictures) throws Refusal {
        if (pictures > settings.segments().frames()) {
            throw new Refusal(
                    RefusalReason.TOO_MANY_FRAMES,
                    "the segment has " + pictures + " pictures, frames.max-segment-frames is "
                            + settings.segments().frames());
        }
    }

    /** Refuses a segment of so many pictures of this size before it is decoded. */
    public void checkSegment(int pictures, int width, int height) throws Refusal {
        checkSize(width, height);
        if ((long) width * height > settings.segments().picturePixels()) {
            throw new Refusal(
                    RefusalReason.TOO_MANY_PIXELS,
                    "the segment's pictures have " + width + " x " + height + " pixels, frames.max-video-pixels is "
                            + settings.segments().picturePixels());
        }
        checkSegmentPixels((long) pictures * width * height);
    }

    /** Refuses the rest of a segment whose pictures have had so many pixels. */
    void checkSegmentPixels(long pixels) throws Refusal {
        if (pixels > settings.segments().pixels()) {
            throw new Refusal(
                    RefusalReason.TOO_MANY_PIXELS,
                    "the pictures of the segment have " + pixels + " pixels together, frames.max-segment-pixels is "
                            + settings.segments().pixels());
        }
    }

    void checkSize(int width, int height) throws Refusal {
        String size = width + " x " + height;
        if ((long) width * height > settings.maxPixels()) {
            throw new Refusal(
                    RefusalReason.TOO_MANY_PIXELS,
                    "the frame has " + size + " pixels, frames.max-pixels is " + settings.maxPixels());
        }
        if (width < 1 || height < 1) {
            throw new Refusal(RefusalReason.UNDECODABLE_IMAGE, "the frame has " + size + " pixels");
        }
        double aspect = (double) Math.max(width, height) / Math.min(width, height);
        if (aspect > settings.maxAspect()) {
            throw new Refusal(
                    RefusalReason.EXTREME_ASPECT,
                    "the frame has " + size + " pixels, frames.max-aspect is " + settings.maxAspect());
        }
    }
}
