package dev.offramp.frames;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/**
 * Between pictures and uint8 RGB. Grey stays the stored value in all three channels (Java's own conversion would brighten
 * it), alpha is dropped, deeper samples keep their upper eight bits; all as Pillow's {@code convert("RGB")} does it.
 */
final class Rgb {

    private Rgb() {}

    /** Rows of R, G, B of a picture of type {@link BufferedImage#TYPE_3BYTE_BGR}. */
    static byte[] bytes(BufferedImage bgr) {
        byte[] stored = ((DataBufferByte) bgr.getRaster().getDataBuffer()).getData();
        byte[] rgb = new byte[stored.length];
        for (int i = 0; i < stored.length; i += 3) {
            rgb[i] = stored[i + 2];
            rgb[i + 1] = stored[i + 1];
            rgb[i + 2] = stored[i];
        }
        return rgb;
    }

    /** A picture of type {@link BufferedImage#TYPE_3BYTE_BGR} from rows of one or three channels. */
    static BufferedImage image(int width, int height, byte[] rows, int channels) {
        BufferedImage bgr = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        byte[] stored = ((DataBufferByte) bgr.getRaster().getDataBuffer()).getData();
        for (int pixel = 0; pixel < width * height; pixel++) {
            int from = pixel * channels;
            stored[3 * pixel + 2] = rows[from];
            stored[3 * pixel + 1] = rows[from + channels / 2];
            stored[3 * pixel] = rows[from + channels - 1];
        }
        return bgr;
    }

    /** The same picture as {@link BufferedImage#TYPE_3BYTE_BGR}. */
    static BufferedImage normalised(BufferedImage picture) {
        if (picture.getType() == BufferedImage.TYPE_3BYTE_BGR) {
            return picture;
        }
        int width = picture.getWidth();
        int height = picture.getHeight();
        ColorModel colours = picture.getColorModel();
        byte[] rows = colours instanceof IndexColorModel ? indexed(picture) : direct(picture);
        return image(width, height, rows, rows.length / (width * height));
    }

    private static byte[] indexed(BufferedImage picture) {
        int width = picture.getWidth();
        byte[] rows = new byte[3 * width * picture.getHeight()];
        int[] line = new int[width];
        for (int y = 0; y < picture.getHeight(); y++) {
            picture.getRGB(0, y, width, 1, line, 0, width);
            for (int x = 0; x < width; x++) {
                int to = 3 * (y * width + x);
                rows[to] = (byte) (line[x] >> 16);
                rows[to + 1] = (byte) (line[x] >> 8);
                rows[to + 2] = (byte) line[x];
            }
        }
        return rows;
    }

    private static byte[] direct(BufferedImage picture) {
        Raster raster = picture.getRaster();
        int bands = raster.getNumBands();
        int kept = bands < 3 ? 1 : 3;
        int shift = Math.max(0, picture.getColorModel().getComponentSize(0) - 8);
        int width = picture.getWidth();
        byte[] rows = new byte[kept * width * picture.getHeight()];
        int[] line = new int[bands * width];
        for (int y = 0; y < picture.getHeight(); y++) {
            raster.getPixels(0, y, width, 1, line);
            for (int x = 0; x < width; x++) {
                for (int band = 0; band < kept; band++) {
                    rows[kept * (y * width + x) + band] = (byte) (line[bands * x + band] >> shift);
                }
            }
        }
        return rows;
    }
}
