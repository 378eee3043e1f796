package dev.offramp.cli.publish;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Encodes grey pictures of one size as PNG. Not thread-safe. */
final class GreyPng {

    private final BufferedImage image;
    private final ImageWriter writer =
            ImageIO.getImageWritersByFormatName("png").next();

    GreyPng(int width, int height) {
        this.image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    }

    /**
     * @param pixels unsigned bytes, row by row
     * @param offset where the picture starts in them
     */
    byte[] encode(byte[] pixels, int offset) {
        byte[] rows = new byte[image.getWidth() * image.getHeight()];
        System.arraycopy(pixels, offset, rows, 0, rows.length);
        image.getRaster().setDataElements(0, 0, image.getWidth(), image.getHeight(), rows);
        var bytes = new ByteArrayOutputStream();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(image);
            out.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException("a picture could not be encoded in memory", impossible);
        }
        return bytes.toByteArray();
    }
}
