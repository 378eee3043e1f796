package dev.offramp.frames;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/**
 * What a codec returned, as RGB. Grey stays the stored value in all three channels (Java's own conversion would brighten
 * it), alpha is dropped, deeper samples keep their upper eight bits; all as Pillow's {@code convert("RGB")} does it.
 */
final class DecodedPicture implements Picture {

    private final BufferedImage picture;
    private final Raster raster;
    private final int[] line;

    DecodedPicture(BufferedImage picture) {
        this.picture = picture;
        this.raster = picture.getRaster();
        this.line = new int[picture.getWidth() * raster.getNumBands()];
    }

    @Override
    public int width() {
        return picture.getWidth();
    }

    @Override
    public int height() {
        return picture.getHeight();
    }

    @Override
    public void row(int y, byte[] rgb) {
        if (picture.getColorModel() instanceof IndexColorModel) {
            indexed(y, rgb);
        } else if (raster.getNumBands() == 3 && raster.getTransferType() == DataBuffer.TYPE_BYTE) {
            raster.getDataElements(0, y, width(), 1, rgb);
        } else {
            direct(y, rgb);
        }
    }

    private void indexed(int y, byte[] rgb) {
        picture.getRGB(0, y, width(), 1, line, 0, width());
        for (int x = 0; x < width(); x++) {
            rgb[3 * x] = (byte) (line[x] >> 16);
            rgb[3 * x + 1] = (byte) (line[x] >> 8);
            rgb[3 * x + 2] = (byte) line[x];
        }
    }

    private void direct(int y, byte[] rgb) {
        int bands = raster.getNumBands();
        int next = bands < 3 ? 0 : 1;
        int shift = Math.max(0, picture.getColorModel().getComponentSize(0) - 8);
        raster.getPixels(0, y, width(), 1, line);
        for (int x = 0; x < width(); x++) {
            rgb[3 * x] = (byte) (line[bands * x] >> shift);
            rgb[3 * x + 1] = (byte) (line[bands * x + next] >> shift);
            rgb[3 * x + 2] = (byte) (line[bands * x + 2 * next] >> shift);
        }
    }
}
