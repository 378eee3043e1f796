package dev.offramp.frames;

import java.io.Serializable;

/**
 * The size that a bundle takes, and how a picture gets it: scaled with an antialiased triangle filter until the input is
 * just covered, then cropped in the middle ("bilinear-antialias-center-crop" in manifests). Bit for bit what Pillow's
 * {@code resize(…, BILINEAR)} and {@code crop} give, so that a network is served the pixels that it was trained on.
 */
record InputSize(int height, int width) implements Serializable {

    /** Rows of R, G, B at this size. */
    byte[] fit(Picture picture) {
        if (picture.width() == width && picture.height() == height) {
            return asIs(picture);
        }
        double scale = Math.max((double) width / picture.width(), (double) height / picture.height());
        AxisWeights across = AxisWeights.middle(picture.width(), scale, width);
        AxisWeights down = AxisWeights.middle(picture.height(), scale, height);
        return heightened(narrowed(picture, across, down), down);
    }

    /** What the filter would give too, without its arithmetic. */
    private byte[] asIs(Picture picture) {
        byte[] line = new byte[3 * width];
        byte[] pixels = new byte[line.length * height];
        for (int y = 0; y < height; y++) {
            picture.row(y, line);
            System.arraycopy(line, 0, pixels, y * line.length, line.length);
        }
        return pixels;
    }

    /** The rows that {@code down} reads, at this width; a value an int, which is what vector units multiply. */
    private int[] narrowed(Picture picture, AxisWeights across, AxisWeights down) {
        byte[] line = new byte[3 * picture.width()];
        int[] rows = new int[3 * width * (down.end() - down.first())];
        for (int y = down.first(); y < down.end(); y++) {
            picture.row(y, line);
            across.scaleRow(line, rows, 3 * width * (y - down.first()));
        }
        return rows;
    }

    private byte[] heightened(int[] rows, AxisWeights down) {
        int[] line = new int[3 * width];
        byte[] pixels = new byte[line.length * height];
        for (int y = 0; y < height; y++) {
            down.scaleColumns(y, rows, line);
            for (int i = 0; i < line.length; i++) {
                pixels[y * line.length + i] = (byte) line[i];
            }
        }
        return pixels;
    }
}
