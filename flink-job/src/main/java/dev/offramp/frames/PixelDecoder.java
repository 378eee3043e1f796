package dev.offramp.frames;

import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RejectReason;
import dev.offramp.sample.DataType;
import dev.offramp.sample.Tensor;
import dev.offramp.schema.Frame;
import java.io.Serializable;
import java.nio.ByteBuffer;
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

    /** Refuses a record that cannot hold a frame within bounds, before anything of it is read. */
    void checkRecord(int bytes) throws Refusal {
        bounds.checkRecord(bytes);
    }

    /** The pixels, or why there are none. */
    public Tensor decode(Frame frame) throws Refusal {
        ByteBuffer encoded = frame.getBytes();
        bounds.checkBytes(encoded.remaining());
        byte[] bytes = new byte[encoded.remaining()];
        encoded.duplicate().get(bytes);
        Picture picture =
                switch (frame.getEncoding()) {
                    case JPEG, PNG, WEBP -> new ImageCodec(bounds).decode(bytes, frame.getEncoding());
                    case RAW_RGB -> RawPicture.of(frame, bytes, 3, bounds);
                    case RAW_GREY -> RawPicture.of(frame, bytes, 1, bounds);
                    case UNKNOWN ->
                        throw new Refusal(
                                RejectReason.UNSUPPORTED_ENCODING, "the frame's encoding is not one of this release");
                };
        return new Tensor(DataType.UINT8, List.of(input.height(), input.width(), 3), input.fit(picture));
    }
}
