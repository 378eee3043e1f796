package dev.offramp.cli.read;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** How large a picture says that it is; its header alone is read. */
record PictureSize(int width, int height) {

    /** Empty where the bytes begin like no picture that Java reads. */
    static Optional<PictureSize> of(ByteBuffer encoded) {
        byte[] bytes = new byte[encoded.remaining()];
        encoded.duplicate().get(bytes);
        return of(bytes);
    }

    /** Empty where the bytes begin like no picture that Java reads. */
    static Optional<PictureSize> of(byte[] bytes) {
        try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            return readers.hasNext() ? Optional.of(read(readers.next(), in)) : Optional.empty();
        } catch (IOException | RuntimeException unreadable) { // readers throw all sorts at broken headers
            return Optional.empty();
        }
    }

    private static PictureSize read(ImageReader reader, MemoryCacheImageInputStream in) throws IOException {
        try {
            reader.setInput(in, true, true);
            return new PictureSize(reader.getWidth(0), reader.getHeight(0));
        } finally {
            reader.dispose();
        }
    }

    @Override
    public String toString() {
        return width + "x" + height;
    }
}
