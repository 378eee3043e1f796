package dev.offramp.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.it.FashionMnist;
import dev.offramp.it.TestBundle;
import dev.offramp.it.load.SteadyLoad;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * The shipped bundle, but that its first stage throws on pictures with a red corner and gives NaN on those with a blue one; and pictures,
 * of which some have one.
 */
final class FragileBundle implements SteadyLoad.Pictures {

    private static final Path PYTHON = Path.of("../model-artifacts/.venv/bin/python");
    private static final int RED = 0xff0000;
    private static final int BLUE = 0x0000ff;

    /** One in so many pictures has a coloured corner, red and blue in turn. */
    static final int EVERY = 50;

    private static final List<FashionMnist.Image> IMAGES =
            FashionMnist.first(500).images();

    private final Path folder;
    private volatile boolean throwsAlways;

    private FragileBundle(Path folder) {
        this.folder = folder;
    }

    static FragileBundle writtenTo(Path folder) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        PYTHON.toString(),
                        "src/test/python/fragile_bundle.py",
                        TestBundle.FOLDER.toString(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return new FragileBundle(folder);
    }

    Path folder() {
        return folder;
    }

    /** From now on the stage throws on each, or on some as before. */
    void throwAlways(boolean always) {
        throwsAlways = always;
    }

    @Override
    public SteadyLoad.Picture at(long number) {
        FashionMnist.Image image = IMAGES.get((int) (number % IMAGES.size()));
        if (throwsAlways) {
            return new SteadyLoad.Picture(withCorner(image, RED), image.label());
        }
        if (number % EVERY == 0) {
            return new SteadyLoad.Picture(withCorner(image, number / EVERY % 2 == 0 ? RED : BLUE), image.label());
        }
        return new SteadyLoad.Picture(image.png(), image.label());
    }

    private static byte[] withCorner(FashionMnist.Image image, int colour) {
        try {
            BufferedImage grey = ImageIO.read(new ByteArrayInputStream(image.png()));
            BufferedImage picture = new BufferedImage(grey.getWidth(), grey.getHeight(), BufferedImage.TYPE_INT_RGB);
            picture.createGraphics().drawImage(grey, 0, 0, null);
            picture.setRGB(0, 0, colour);
            var png = new ByteArrayOutputStream();
            ImageIO.write(picture, "png", png);
            return png.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
