package dev.offramp.frames;

import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RejectReason;
import dev.offramp.sample.Tensor;
import dev.offramp.schema.Frame;
import dev.offramp.schema.FrameEncoding;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Frames for tests, and the files beside them that {@code make_golden.py} wrote. */
final class TestFrames {

    /** Of every picture in the folder {@code formats}. */
    static final int WIDTH = 23;

    static final int HEIGHT = 17;

    private TestFrames() {}

    /** Large enough for every picture of the tests. */
    static FramesSettings settings() {
        return new FramesSettings(1 << 20, 1_000_000, 20, -1);
    }

    static PixelDecoder decoder(int height, int width) {
        return new PixelDecoder(settings(), height, width);
    }

    static Frame encoded(FrameEncoding encoding, byte[] bytes) {
        return frame(encoding, null, null, bytes);
    }

    static Frame raw(FrameEncoding encoding, @Nullable Integer width, @Nullable Integer height, byte[] bytes) {
        return frame(encoding, width, height, bytes);
    }

    /** A frame of the encoding that a file's name says. */
    static Frame ofFile(String name) {
        String suffix = name.substring(name.lastIndexOf('.') + 1);
        FrameEncoding encoding =
                switch (suffix) {
                    case "png" -> FrameEncoding.PNG;
                    case "jpg" -> FrameEncoding.JPEG;
                    case "webp" -> FrameEncoding.WEBP;
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
    static RejectReason reason(PixelDecoder decoder, Frame frame) {
        return refusal(decoder, frame).reason();
    }

    static Refusal refusal(PixelDecoder decoder, Frame frame) {
        try {
            Tensor tensor = decoder.decode(frame);
            throw new AssertionError("decoded to " + tensor.shape());
        } catch (Refusal refusal) {
            return refusal;
        }
    }

    private static Frame frame(
            FrameEncoding encoding, @Nullable Integer width, @Nullable Integer height, byte[] bytes) {
        return Frame.newBuilder()
                .setStream("camera-1")
                .setSequence(0)
                .setEventTime(Instant.EPOCH)
                .setEncoding(encoding)
                .setWidth(width)
                .setHeight(height)
                .setBytes(ByteBuffer.wrap(bytes))
                .build();
    }
}
