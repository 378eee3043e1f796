package dev.offramp.frames;

import dev.offramp.bundle.Bundle;
import dev.offramp.bundle.ResizeRule;
import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RefusalReason;
import dev.offramp.sample.EncodedPicture;
import dev.offramp.sample.Tensor;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns an encoded frame, or the frames of a clip, into the pixels that a bundle takes: uint8 [height, width, 3], RGB, or
 * [frames, height, width, 3]. Pure: the same frames give the same pixels, and a bad one is refused before it can take memory.
 */
public final class PixelDecoder implements Serializable {

    private static final long serialVersionUID = 1;

    private final FrameBounds bounds;
    private final InputShape shape;
    private final ResizeRule resize;

    /** Decodes pictures to an input size, in pixels, by a bundle's rule. */
    public PixelDecoder(FramesSettings settings, int height, int width, ResizeRule resize) {
        this(settings, new InputShape(1, new InputSize(height, width)), resize);
    }

    /** Decodes to what a bundle takes. */
    public PixelDecoder(FramesSettings settings, Bundle bundle) {
        this(
                settings,
                new InputShape(bundle.frames(), new InputSize(bundle.height(), bundle.width())),
                bundle.resize());
    }

    private PixelDecoder(FramesSettings settings, InputShape shape, ResizeRule resize) {
        this.bounds = new FrameBounds(settings);
        this.shape = shape;
        this.resize = resize;
    }

    /** The pixels of a frame, or why there are none. */
    public Tensor decode(EncodedPicture encoded) throws Refusal {
        return shape.of(List.of(pixels(encoded)));
    }

    /** The pixels of a frame, or of a clip: where it has fewer frames than it should, the last stands for those that are missing. */
    public Tensor decode(List<EncodedPicture> encoded) throws Refusal {
        if (shape.frames() == 1) {
            return decode(encoded.get(0));
        }
        List<byte[]> pictures = new ArrayList<>(encoded.size());
        for (int t = 0; t < encoded.size(); t++) {
            pictures.add(pixels(encoded, t));
        }
        return shape.of(pictures);
    }

    /** The same for the segments of video. */
    SegmentDecoder ofSegments() {
        return new SegmentDecoder(bounds, shape);
    }

    private byte[] pixels(List<EncodedPicture> clip, int t) throws Refusal {
        try {
            return pixels(clip.get(t));
        } catch (Refusal refusal) {
            throw new Refusal(
                    refusal.reason(), "frame " + (t + 1) + " of a clip of " + clip.size() + ": " + refusal.detail());
        }
    }

    private byte[] pixels(EncodedPicture encoded) throws Refusal {
        bounds.checkBytes(encoded.length());
        Picture picture =
                switch (encoded.encoding()) {
                    case JPEG, PNG, WEBP ->
                        new ImageCodec(bounds, shape.size(), resize).decode(encoded.bytes(), encoded.encoding());
                    case RAW_RGB -> RawPicture.of(encoded, 3, bounds);
                    case RAW_GREY -> RawPicture.of(encoded, 1, bounds);
                    case UNKNOWN ->
                        throw new Refusal(
                                RefusalReason.UNSUPPORTED_ENCODING,
                                "the frame's encoding is not one of this release; "
                                        + PictureKind.describe(encoded.bytes()));
                };
        return shape.size().fit(picture);
    }
}
