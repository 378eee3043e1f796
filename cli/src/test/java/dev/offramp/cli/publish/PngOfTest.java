package dev.offramp.cli.publish;

import static dev.offramp.cli.publish.OpenedFrames.PNG;
import static dev.offramp.cli.publish.OpenedFrames.encodings;
import static dev.offramp.cli.publish.OpenedFrames.open;
import static dev.offramp.cli.publish.OpenedFrames.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offramp.schema.FrameEncoding;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PngOfTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"gif", "bmp", "tiff"})
    void what_java_reads_and_the_job_does_not_becomes_png_of_the_same_pixels(String format) throws IOException {
        var image = new BufferedImage(40, 30, BufferedImage.TYPE_BYTE_INDEXED); // a GIF has no other colours
        IntStream.range(0, 40 * 15).forEach(n -> image.setRGB(n % 40, 15 + n / 40, 0xff0000));
        ImageIO.write(image, format, folder.resolve("photo").toFile());

        try (var files = open(folder)) {
            assertThat(encodings(files)).containsExactly(FrameEncoding.PNG);
            BufferedImage png =
                    ImageIO.read(new ByteArrayInputStream(files.picture(0).bytes()));
            assertThat(png.getWidth()).isEqualTo(40);
            assertThat(png.getRGB(20, 25)).isEqualTo(0xffff0000);
            assertThat(png.getRGB(0, 0)).isEqualTo(0xff000000);
        }
    }

    @Test
    void one_that_cannot_be_converted_says_why_and_the_others_can_be_read() throws IOException {
        write(folder, "broken.gif", "GIF89a".getBytes(StandardCharsets.UTF_8));
        write(
                folder,
                "huge.gif",
                "GIF89a\u007f\u007f\u007f\u007f\0\0\0,\0\0\0\0\u007f\u007f\u007f\u007f\0"
                        .getBytes(StandardCharsets.ISO_8859_1));
        write(folder, "whole.png", PNG);

        try (var files = open(folder)) {
            assertThatThrownBy(() -> files.picture(0)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> files.picture(1))
                    .isInstanceOf(IOException.class)
                    .hasMessage("has 32639 x 32639 pixels, more than 24000000");
            assertThat(files.picture(2).bytes()).isEqualTo(PNG);
        }
    }
}
