package dev.offramp.cli.publish;

import dev.offramp.frames.FramesOptions;
import dev.offramp.frames.PictureKind;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Makes a PNG of a picture that Java reads and the job does not take; of several pictures in a file, of the first. */
final class PngOf {

    /** As the job takes them unless told otherwise; asked before anything is allocated for them. */
    private static final long MOST_PIXELS = FramesOptions.MAX_PIXELS.defaultValue();

    private PngOf() {}

    static byte[] picture(byte[] bytes) throws IOException {
        try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new IOException("no reader here; " + PictureKind.describe(bytes));
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in);
                return png(upTo(MOST_PIXELS, reader));
            } finally {
                reader.dispose();
            }
        } catch (RuntimeException | OutOfMemoryError failure) { // of readers that a bad file leads astray
            throw new IOException("cannot be decoded: " + failure, failure);
        }
    }

    private static BufferedImage upTo(long pixels, ImageReader reader) throws IOException {
        if ((long) reader.getWidth(0) * reader.getHeight(0) > pixels) {
            throw new IOException(
                    "has " + reader.getWidth(0) + " x " + reader.getHeight(0) + " pixels, more than " + pixels);
        }
        return reader.read(0);
    }

    private static byte[] png(BufferedImage picture) throws IOException {
        var out = new ByteArrayOutputStream();
        if (!ImageIO.write(picture, "png", out)) {
            throw new IOException("its pixels fit no PNG");
        }
        return out.toByteArray();
    }
}
