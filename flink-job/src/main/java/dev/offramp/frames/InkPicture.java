package dev.offramp.frames;

import java.awt.image.Raster;

/** A JPEG of four inks, as the RGB that Pillow's {@code convert("RGB")} makes of it. */
record InkPicture(Raster raster, Inks inks) implements Picture {

    /** How inks are stored. */
    enum Inks {
        CMYK,
        ADOBE_CMYK,
        ADOBE_YCCK
    }

    @Override
    public int width() {
        return raster.getWidth();
    }

    @Override
    public int height() {
        return raster.getHeight();
    }

    @Override
    public void row(int y, byte[] rgb) {
        int[] line = raster.getPixels(0, y, width(), 1, new int[4 * width()]);
        for (int x = 0; x < width(); x++) {
            int[] cmy = {line[4 * x], line[4 * x + 1], line[4 * x + 2]};
            if (inks == Inks.ADOBE_YCCK) {
                fromLuminance(cmy);
            }
            int paper = inks == Inks.CMYK ? 255 - line[4 * x + 3] : line[4 * x + 3];
            for (int channel = 0; channel < 3; channel++) {
                int ink = inks == Inks.CMYK ? cmy[channel] : 255 - cmy[channel];
                rgb[3 * x + channel] = (byte) (paper - share(ink, paper));
            }
        }
    }

    /** ITU-R BT.601, as JFIF has it; libjpeg's tables round like this. */
    private static void fromLuminance(int[] ycc) {
        double blue = ycc[1] - 128.0;
        double red = ycc[2] - 128.0;
        int y = ycc[0];
        ycc[0] = 255 - clamp(y + Math.round(1.402 * red));
        ycc[1] = 255 - clamp(y + Math.round(-0.344136286 * blue - 0.714136286 * red));
        ycc[2] = 255 - clamp(y + Math.round(1.772 * blue));
    }

    private static int clamp(long value) {
        return (int) Math.max(0, Math.min(255, value));
    }

    /** Of 255, rounded as Pillow does. */
    private static int share(int ink, int paper) {
        int product = ink * paper + 128;
        return ((product >> 8) + product) >> 8;
    }
}
