package dev.offramp.frames;

/** A pixel an int: red, green and blue in the lower three bytes. */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere, never written to after construction
record PackedPicture(int width, int height, int[] pixels) implements Picture {

    @Override
    public void row(int y, byte[] rgb) {
        for (int x = 0; x < width; x++) {
            int pixel = pixels[y * width + x];
            rgb[3 * x] = (byte) (pixel >> 16);
            rgb[3 * x + 1] = (byte) (pixel >> 8);
            rgb[3 * x + 2] = (byte) pixel;
        }
    }
}
