package dev.offramp.it.image;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/** Pictures that cost a decoder about what photographs do: soft colours, and some noise. */
final class Photographs {

    private static final int SIDE = 128;

    private Photographs() {}

    /** So many JPEGs in an archive. */
    static void write(Path zip, int count) throws IOException {
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (int i = 0; i < count; i++) {
                out.putNextEntry(new ZipEntry(i + ".jpg"));
                ImageIO.write(picture(new Random(i)), "jpeg", out);
            }
        }
    }

    private static BufferedImage picture(Random random) {
        var picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        double angle = random.nextDouble() * Math.PI;
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                double wave = Math.sin((x * Math.cos(angle) + y * Math.sin(angle)) / 9);
                int light = (int) (128 + 80 * wave + 12 * random.nextGaussian());
                picture.setRGB(x, y, colour(light, light + x - SIDE / 2, light + y - SIDE / 2));
            }
        }
        return picture;
    }

    private static int colour(int red, int green, int blue) {
        return part(red) << 16 | part(green) << 8 | part(blue);
    }

    private static int part(int value) {
        return Math.max(0, Math.min(255, value));
    }
}
