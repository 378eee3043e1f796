package dev.offramp.cli.publish;

import static dev.offramp.cli.publish.OpenedFrames.labels;
import static dev.offramp.cli.publish.OpenedFrames.open;
import static dev.offramp.cli.publish.OpenedFrames.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offramp.cli.terminal.CommandFailure;
import java.io.ByteArrayInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxFramesTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path folder;

    @Test
    void an_idx_picture_becomes_a_png_of_the_same_pixels_and_takes_its_label_from_the_file_beside() throws IOException {
        Path images = folder.resolve("t10k-images-idx3-ubyte.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(images))) {
            idx(out, new int[] {2, 2, 3}, new byte[] {0, 1, 2, 3, 4, 5, 100, 127, -128, -1, 7, 0});
        }
        try (var out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("t10k-labels-idx1-ubyte.gz")))) {
            idx(out, new int[] {2}, new byte[] {9, 3});
        }

        try (var files = open(images)) {
            assertThat(labels(files)).containsExactly(OptionalInt.of(9), OptionalInt.of(3));
            var decoded = ImageIO.read(new ByteArrayInputStream(files.picture(1).bytes()));
            assertThat(decoded.getRaster().getPixels(0, 0, 3, 2, (int[]) null))
                    .containsExactly(100, 127, 128, 255, 7, 0);
        }
    }

    @Test
    void an_idx_file_that_ends_early_or_is_none_is_named() throws IOException {
        Path cut = folder.resolve("cut-idx3");
        try (var out = Files.newOutputStream(cut)) {
            idx(out, new int[] {2, 2, 3}, new byte[5]);
        }
        Path other = write(folder, "other.bin", new byte[] {1, 2, 3, 4, 5});

        assertThatThrownBy(() -> open(cut)).isInstanceOf(CommandFailure.class).hasMessageContaining("cut short");
        assertThatThrownBy(() -> open(other))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("nor an idx3 file");
    }

    @Test
    void labels_that_do_not_fit_the_pictures_are_refused_with_both_numbers() throws IOException {
        Path images = folder.resolve("images");
        Path labels = folder.resolve("labels");
        try (var out = Files.newOutputStream(images)) {
            idx(out, new int[] {2, 1, 1}, new byte[2]);
        }
        try (var out = Files.newOutputStream(labels)) {
            idx(out, new int[] {3}, new byte[3]);
        }

        assertThatThrownBy(() -> FrameFiles.open(images, Optional.of(labels), FolderLabels.none()))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("2 pictures")
                .hasMessageContaining("3 labels");
    }

    private static void idx(OutputStream to, int[] sizes, byte[] bytes) throws IOException {
        var out = new DataOutputStream(to);
        out.writeInt(8 << 8 | sizes.length);
        for (int size : sizes) {
            out.writeInt(size);
        }
        out.write(bytes);
    }
}
