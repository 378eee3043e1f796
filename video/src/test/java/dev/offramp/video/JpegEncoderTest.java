package dev.offramp.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.plugins.jpeg.JPEGQTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.NodeList;

/** Pictures of a video as ordinary JPEG files. */
class JpegEncoderTest {

    @TempDir
    private Path folder;

    @Test
    void a_picture_keeps_its_looks_in_the_size_that_is_asked_for() throws Exception {
        byte[] jpeg = encoded(new FrameSize(48), 90, 0);

        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(jpeg));
        assertThat(picture.getWidth()).isEqualTo(64);
        assertThat(picture.getHeight()).isEqualTo(48);
        assertThat(picture.getRGB(4, 24) & 0xff).as("a white stripe").isCloseTo(235, within(12));
        assertThat(picture.getRGB(12, 24) & 0xff).as("a black stripe").isCloseTo(20, within(12));
    }

    @Test
    void a_picture_is_never_made_larger() throws Exception {
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(encoded(new FrameSize(500), 90, 0)));

        assertThat(picture.getWidth()).isEqualTo(128);
        assertThat(picture.getHeight()).isEqualTo(96);
    }

    @Test
    void a_quality_means_the_tables_that_it_means_elsewhere() throws Exception {
        int[] table = firstTable(encoded(new FrameSize(48), 75, 0));

        int[] standard = JPEGQTable.K1Luminance.getScaledInstance(0.5f, true).getTable(); // quality 75 halves them
        for (int i = 1; i < table.length; i++) { // the first value FFmpeg sets itself
            assertThat(table[i]).as("value %d", i).isCloseTo(standard[i], within(1));
        }
    }

    @Test
    void a_picture_that_lies_on_its_side_says_so() throws Exception {
        byte[] jpeg = encoded(new FrameSize(48), 90, 90);

        assertThat(jpeg).startsWith(0xff, 0xd8, 0xff, 0xe1);
        assertThat(jpeg[2 + 2 + 2 + 6 + 8 + 2 + 8 + 1]).as("orientation").isEqualTo((byte) 6);
        assertThat(ImageIO.read(new ByteArrayInputStream(jpeg)).getWidth()).isEqualTo(64);
    }

    @Test
    void one_encoder_writes_picture_after_picture() throws Exception {
        Path file = StripedVideo.of(3).in(folder.resolve("video.mp4"));
        try (var frames = FrameStream.decode(
                        VideoInput.open(new VideoAddress(file.toString()), Duration.ofSeconds(5), Map.of()),
                        1_000_000);
                var encoder = new JpegEncoder(new FrameSize(48), 90)) {
            int written = 0;
            while (frames.advance()) {
                assertThat(ImageIO.read(new ByteArrayInputStream(encoder.encode(frames.frame()))))
                        .isNotNull();
                written++;
            }
            assertThat(written).isEqualTo(3);
        }
    }

    private byte[] encoded(FrameSize size, int quality, int rotation) throws VideoFailure {
        Path file = StripedVideo.of(2).in(folder.resolve("video.mp4"));
        try (var frames = FrameStream.decode(
                        VideoInput.open(new VideoAddress(file.toString()), Duration.ofSeconds(5), Map.of()),
                        1_000_000);
                var encoder = new JpegEncoder(size, quality)) {
            frames.advance();
            frames.advance(); // picture 1 has one white stripe, the first
            return encoder.encode(new VideoFrame(frames.frame().native_(), rotation));
        }
    }

    private static int[] firstTable(byte[] jpeg) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        reader.setInput(ImageIO.createImageInputStream(new ByteArrayInputStream(jpeg)));
        NodeList tables = ((org.w3c.dom.Element) reader.getImageMetadata(0).getAsTree("javax_imageio_jpeg_image_1.0"))
                .getElementsByTagName("dqtable");
        return ((JPEGQTable) ((IIOMetadataNode) tables.item(0)).getUserObject()).getTable();
    }
}
