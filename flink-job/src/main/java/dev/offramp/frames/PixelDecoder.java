package dev.offramp.frames;

import dev.offramp.bundle.Bundle;
import dev.offramp.bundle.ResizeRule;
import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RefusalReason;
import dev.offramp.sample.ClipFrame;
import dev.offramp.sample.ClipFrames;
import dev.offramp.sample.EncodedPicture;
import dev.offramp.sample.Tensor;
import dev.offramp.stage.FrameDecoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Turns an encoded frame, or frames of a clip, into the pixels that a bundle takes: uint8 [height, width, 3], RGB, or
 * [n, height, width, 3]. Pure: the same frames give the same pixels, and a bad one is refused before it can take memory.
 */
public final class PixelDecoder implements FrameDecoder {

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
        this(settings, InputShape.of(bundle), bundle.resize());
    }

    private PixelDecoder(FramesSettings settings, InputShape shape, ResizeRule resize) {
        this.bounds = new FrameBounds(settings);
        this.shape = shape;
        this.resize = resize;
    }

    /** The pixels of a frame, or why there are none; where the bundle takes clips, those of a clip that has no other. */
    public Tensor decode(EncodedPicture encoded) throws Refusal {
        return decode(List.of(encoded));
    }

    /**
     * The pixels of a frame, or of all frames of a clip, whichever stage looks at them: where it has fewer frames than it should, the last
     * stands for those that are missing.
     */
    public Tensor decode(List<EncodedPicture> encoded) throws Refusal {
        return decode(ClipFrames.of(
                encoded, IntStream.range(0, shape.frames()).boxed().toList()));
    }

    @Override
    public Tensor decode(ClipFrames frames) throws Refusal {
        Map<Integer, ClipFrame> decoded = decodedAhead(frames).frames();
        return shape.of(frames.order().stream()
                .map(decoded::get)
                .map(Tensor.class::cast)
                .toList());
    }

    /** The same frames, none of which is encoded any more. */
    ClipFrames decodedAhead(ClipFrames frames) throws Refusal {
        Map<Integer, ClipFrame> decoded = new HashMap<>();
        for (Map.Entry<Integer, ClipFrame> frame : new TreeMap<>(frames.frames()).entrySet()) {
            decoded.put(frame.getKey(), pixels(frame.getKey(), frame.getValue()));
        }
        return new ClipFrames(decoded, frames.order());
    }

    /** What a bundle takes. */
    InputShape shape() {
        return shape;
    }

    /** The same for the segments of video. */
    SegmentDecoder ofSegments() {
        return new SegmentDecoder(bounds, shape);
    }

    private Tensor pixels(int number, ClipFrame frame) throws Refusal {
        if (frame instanceof Tensor pixels) {
            return pixels;
        }
        EncodedPicture encoded = (EncodedPicture) frame;
        try {
            return pixels(encoded);
        } catch (Refusal refusal) {
            throw shape.frames() == 1
                    ? refusal
                    : new Refusal(
                            refusal.reason(),
                            "frame " + (number + 1) + " of a clip of " + shape.frames() + ": " + refusal.detail());
        }
    }

    private Tensor pixels(EncodedPicture encoded) throws Refusal {
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
        return shape.picture(shape.size().fit(picture));
    }
}
