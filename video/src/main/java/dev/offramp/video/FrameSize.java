package dev.offramp.video;

/**
 * How large a picture becomes: its shorter side so many pixels, the longer in proportion; never larger than it was.
 *
 * @param shortSide pixels, at least 1; {@link #AS_IT_IS} changes nothing
 */
public record FrameSize(int shortSide) {

    public static final int AS_IT_IS = Integer.MAX_VALUE;

    /** Width and height. */
    record Pixels(int width, int height) {}

    public FrameSize {
        if (shortSide < 1) {
            throw new IllegalArgumentException("the short side must be at least 1 pixel, was " + shortSide);
        }
    }

    Pixels of(int width, int height) {
        int shorter = Math.min(width, height);
        if (shorter <= shortSide) {
            return new Pixels(width, height);
        }
        double scale = (double) shortSide / shorter;
        return new Pixels(scaled(width, scale), scaled(height, scale));
    }

    private static int scaled(int pixels, double scale) {
        return Math.max(1, (int) Math.round(pixels * scale));
    }
}
