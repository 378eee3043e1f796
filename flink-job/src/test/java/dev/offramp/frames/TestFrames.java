package dev.offramp.frames;

import dev.offramp.bundle.ResizeRule;
import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RefusalReason;
import dev.offramp.sample.EncodedPicture;
import dev.offramp.sample.PictureEncoding;
import dev.offramp.sample.Tensor;
import dev.offramp.stage.TestSamples;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Frames for tests, and the files beside them that {@code make_golden.py} wrote. */
final class TestFrames {

    /** Of every picture in the folder {@code formats}. */
    static final int WIDTH = 23;

    static final int HEIGHT = 17;

    static final SegmentBounds SEGMENTS = new SegmentBounds(1000, 2_000_000_000L, 1_000_000);

    private TestFrames() {}

    /** Large enough for every picture of the tests. */
    static FramesSettings settings() {
        return new FramesSettings(1 << 20, 1_000_000, 20, DecodePlace.CHAINED, -1, SEGMENTS);
    }

    static PixelDecoder decoder(int height, int width) {
        return new PixelDecoder(settings(), height, width, ResizeRule.ANTIALIASED);
    }

    /** For the clips of {@link TestSamples#overFrames()}, of one pixel. */
    static PixelDecoder clipDecoder() {
        return new PixelDecoder(settings(), TestSamples.overFrames());
    }

    static PixelDecoder decoder(int size, ResizeRule resize) {
        return new PixelDecoder(settings(), size, size, resize);
    }

    static EncodedPicture encoded(PictureEncoding encoding, byte[] bytes) {
        return EncodedPicture.of(encoding, bytes);
    }

    static EncodedPicture raw(PictureEncoding encoding, int width, int height, byte[] bytes) {
        return EncodedPicture.sized(encoding, width, height, bytes);
    }

    /** A frame of the encoding that a file's name says. */
    static EncodedPicture ofFile(String name) {
        String suffix = name.substring(name.lastIndexOf('.') + 1);
        PictureEncoding encoding =
                switch (suffix) {
                    case "png" -> PictureEncoding.PNG;
                    case "jpg" -> PictureEncoding.JPEG;
                    case "webp" -> PictureEncoding.WEBP;
                    default -> throw new IllegalArgumentException(name);
                };
        return encoded(encoding, file(name));
    }

    static byte[] file(String name) {
        try (InputStream in = TestFrames.class.getResourceAsStream("/frames/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Why a frame is refused; one that is not fails the test. */
    static RefusalReason reason(PixelDecoder decoder, EncodedPicture frame) {
        return refusal(decoder, frame).reason();
    }

    static Refusal refusal(PixelDecoder decoder, EncodedPicture frame) {
        try {
            Tensor tensor = decoder.decode(frame);
            throw new AssertionError("decoded to " + tensor.shape());
        } catch (Refusal refusal) {
            return refusal;
        }
    }
}
