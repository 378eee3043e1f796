package dev.offramp.cli.demo;

import dev.offramp.cli.publish.FrameFiles;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * What a picture looks like before any network sees it.
 *
 * @param isColoured whether a part of it that counts has a hue
 */
record PictureLook(int width, int height, boolean isColoured) {

    /** Of so many pictures of a source, from its beginning to its end, is it found out how pictures look. */
    private static final int LOOKED_AT = 20;

    private static final int SIDE_LOOKED_AT = 128;

    /** A JPEG of a grey scene has hues of a few steps, by rounding alone. */
    private static final int HUE = 24;

    private static final double COLOURED_PART = 0.05;

    /** How some of the pictures look; those that Java cannot read are left out. */
    static List<PictureLook> someOf(FrameFiles files) {
        List<PictureLook> looks = new ArrayList<>();
        int step = Math.max(1, files.count() / LOOKED_AT);
        for (int index = 0; index < files.count() && looks.size() < LOOKED_AT; index += step) {
            look(files, index).ifPresent(looks::add);
        }
        return looks;
    }

    private static Optional<PictureLook> look(FrameFiles files, int index) {
        try {
            return of(files.picture(index).bytes());
        } catch (IOException | RuntimeException unreadable) { // it is published all the same, and the job says why
            return Optional.empty();
        }
    }

    static Optional<PictureLook> of(byte[] encoded) throws IOException {
        try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(encoded))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            return readers.hasNext() ? Optional.of(read(readers.next(), in)) : Optional.empty();
        }
    }

    /** Some pixels do: each n-th of each n-th row. */
    private static PictureLook read(ImageReader reader, MemoryCacheImageInputStream in) throws IOException {
        try {
            reader.setInput(in, true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            int step = Math.max(1, Math.min(width, height) / SIDE_LOOKED_AT);
            var some = reader.getDefaultReadParam();
            some.setSourceRegion(new Rectangle(width, height));
            some.setSourceSubsampling(step, step, 0, 0);
            return new PictureLook(width, height, isColoured(reader.read(0, some)));
        } finally {
            reader.dispose();
        }
    }

    private static boolean isColoured(BufferedImage picture) {
        int[] pixels = picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
        long coloured = 0;
        for (int pixel : pixels) {
            coloured += hue(pixel) > HUE ? 1 : 0;
        }
        return coloured > COLOURED_PART * pixels.length;
    }

    private static int hue(int pixel) {
        int red = pixel >> 16 & 0xff;
        int green = pixel >> 8 & 0xff;
        int blue = pixel & 0xff;
        return Math.max(red, Math.max(green, blue)) - Math.min(red, Math.min(green, blue));
    }
}
