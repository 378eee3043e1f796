package dev.offramp.frames;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.bundle.ResizeRule;
import dev.offramp.rejects.Refusal;
import dev.offramp.sample.EncodedPicture;
import dev.offramp.sample.PictureEncoding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** Whatever says to be a picture gives the pixels that a bundle takes, the same each time, or is refused. */
record PictureProperty(PictureEncoding encoding, String suffix) {

    /** So small that a JPEG of the tests' size is shrunk while it is decoded. */
    private static final int SIDE = 4;

    private static final FramesSettings SETTINGS =
            new FramesSettings(1 << 20, 100_000, 20, DecodePlace.CHAINED, -1, TestFrames.SEGMENTS);

    /** The tests' pictures of this encoding, whole and damaged. */
    Stream<byte[]> seeds() {
        return Stream.of("formats", "damaged").flatMap(this::in);
    }

    private Stream<byte[]> in(String folder) {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/frames", folder))) {
            return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList().stream()
                    .map(file -> TestFrames.file(folder + "/" + file.getFileName()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void check(byte[] file) {
        for (ResizeRule rule : ResizeRule.values()) {
            byte[] once = decoded(file, rule);
            if (!Arrays.equals(once, decoded(file, rule))) {
                throw new AssertionError(rule + " gives other pixels the second time");
            }
        }
    }

    /** No bytes where it is refused. */
    private byte[] decoded(byte[] file, ResizeRule rule) {
        try {
            byte[] pixels = new PixelDecoder(SETTINGS, SIDE, SIDE, rule)
                    .decode(EncodedPicture.of(encoding, file))
                    .bytes();
            assertThat(pixels).hasSize(SIDE * SIDE * 3);
            return pixels;
        } catch (Refusal refusal) {
            assertThat(refusal.detail()).isNotBlank();
            return new byte[0];
        }
    }
}
