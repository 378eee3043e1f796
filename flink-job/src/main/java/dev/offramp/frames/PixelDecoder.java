package dev.offramp.frames;

import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RefusalReason;
import dev.offramp.sample.DataType;
import dev.offramp.sample.EncodedPicture;
import dev.offramp.sample.Tensor;
import java.io.Serializable;
import java.util.List;

/**
 * Turns an encoded frame into the pixels that a bundle takes: uint8 [height, width, 3], RGB. Pure: the same frame gives
 * the same pixels, and a bad one is refused before it can take memory.
 */
public final class PixelDecoder implements Serializable {

    private static final long serialVersionUID = 1;

    private final FrameBounds bounds;
    private final InputSize input;

    /** Decodes to the bundle's input size, in pixels. */
    public PixelDecoder(FramesSettings settings, int height, int width) {
        this.bounds = new FrameBounds(settings);
        this.input = new InputSize(height, width);
    }

    /** The pixels, or why there are none. */
    public Tensor decode(EncodedPicture encoded) throws Refusal {
        bounds.checkBytes(encoded.length());
        Picture picture =
                switch (encoded.encoding()) {
                    case JPEG, PNG, WEBP -> new ImageCodec(bounds).decode(encoded.bytes(), encoded.encoding());
                    case RAW_RGB -> RawPicture.of(encoded, 3, bounds);
                    case RAW_GREY -> RawPicture.of(encoded, 1, bounds);
                    case UNKNOWN ->
                        throw new Refusal(
                                RefusalReason.UNSUPPORTED_ENCODING,
                                "the frame's encoding is not one of this release; "
                                        + PictureKind.describe(encoded.bytes()));
                };
        return new Tensor(DataType.UINT8, List.of(input.height(), input.width(), 3), input.fit(picture));
    }
}
