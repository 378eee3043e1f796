package dev.offramp.cli.belt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.cli.local.ProjectHome;
import dev.offramp.video.FrameSize;
import dev.offramp.video.FrameStream;
import dev.offramp.video.JpegEncoder;
import dev.offramp.video.VideoAddress;
import dev.offramp.video.VideoInput;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(ProjectHome.class)
class BeltFilmTest {

    private static final Belt BELT = Belt.OF_THE_DATA_SET;
    private static final long SEED = 7;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path folder;

    private final List<Garment> garments = Garment.first(20);

    @Test
    void without_noise_and_flicker_the_scene_is_that_of_the_data_set() {
        var still = new Belt(BELT.frames(), BELT.speed(), BELT.distance(), BELT.light(), 0, 0);
        var crc = new CRC32();

        for (int frame = 0; frame < BELT.frames(); frame++) {
            crc.update(new BeltCamera(still, SEED).see(frame, garments.get(1), garments.get(0), garments.get(2)));
        }

        assertThat(crc.getValue())
                .as("belt_clips of test picture 1 before 2 and behind 0, Belt(flicker=0, noise=0)")
                .isEqualTo(1699848580L);
    }

    @Test
    void noise_and_flicker_are_as_strong_as_they_should_be() {
        var black = new Garment(new byte[Garment.SIDE * Garment.SIDE], 0);
        var camera = new BeltCamera(new Belt(8, 3, 36, 128, 0, 20), SEED);

        byte[] picture = camera.see(0, black, black, black);

        double mean = mean(picture);
        double variance = 0;
        for (byte value : picture) {
            variance += Math.pow((value & 0xff) - mean, 2) / picture.length;
        }
        assertThat(mean).isBetween(126.0, 130.0);
        assertThat(Math.sqrt(variance)).isBetween(18.0, 22.0);
        var flickering = new BeltCamera(new Belt(8, 3, 36, 100, 0.5, 0), SEED);
        assertThat(mean(flickering.see(0, black, black, black))).isBetween(50.0, 150.0);
    }

    @Test
    void h264_and_jpeg_keep_what_the_camera_saw() throws Exception {
        BeltFilm film = BeltFilm.write(folder.resolve("belt.mp4"), BELT, garments, SEED);
        var camera = new BeltCamera(BELT, SEED);

        List<byte[]> published = published(film.file());

        assertThat(film.labels()).startsWith(9, 2, 1, 1, 6);
        assertThat(published).hasSize(garments.size() * BELT.frames());
        double error = 0;
        for (int n = 0; n < published.size(); n++) {
            int garment = n / BELT.frames();
            byte[] seen = camera.see(
                    n % BELT.frames(),
                    garments.get(garment),
                    garments.get((garment + garments.size() - 1) % garments.size()),
                    garments.get((garment + 1) % garments.size()));
            error += meanError(seen, published.get(n)) / published.size();
        }
        assertThat(error).as("levels of 255, on average").isLessThan(2);
    }

    /** What ingest makes of the film, as grey values. */
    private static List<byte[]> published(Path file) throws Exception {
        List<byte[]> pictures = new ArrayList<>();
        var input = VideoInput.open(new VideoAddress(file.toString()), Duration.ofSeconds(10), Map.of());
        try (var frames = FrameStream.decode(input, 1 << 20);
                var jpeg = new JpegEncoder(new FrameSize(Garment.SIDE), 95)) {
            while (frames.advance()) {
                BufferedImage image = ImageIO.read(new ByteArrayInputStream(jpeg.encode(frames.frame())));
                byte[] grey = new byte[Garment.SIDE * Garment.SIDE];
                for (int i = 0; i < grey.length; i++) {
                    grey[i] = (byte) (image.getRGB(i % Garment.SIDE, i / Garment.SIDE) >> 8);
                }
                pictures.add(grey);
            }
        }
        return pictures;
    }

    private static double meanError(byte[] one, byte[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += Math.abs((one[i] & 0xff) - (other[i] & 0xff));
        }
        return sum / one.length;
    }

    private static double mean(byte[] values) {
        double sum = 0;
        for (byte value : values) {
            sum += value & 0xff;
        }
        return sum / values.length;
    }
}
