package dev.offramp.frames;

/**
 * Which pixels of one axis make each pixel of the scaled axis, and how much each of them counts: a triangle as wide as two
 * pixels of the coarser axis. In fixed point and rounded like Pillow (Resample.c), so that results are the same to the bit.
 */
final class AxisWeights {

    private static final int PRECISION_BITS = 22;

    private final int[] firsts;
    private final int[][] weights;

    private AxisWeights(int count) {
        this.firsts = new int[count];
        this.weights = new int[count][];
    }

    /** Of an axis of {@code size} pixels, scaled (half to even) to at least {@code count}, the middle {@code count} pixels. */
    static AxisWeights middle(int size, double scale, int count) {
        int scaled = Math.max(count, (int) Math.rint(size * scale));
        double step = (double) size / scaled;
        double reach = Math.max(1, step);
        AxisWeights axis = new AxisWeights(count);
        for (int i = 0; i < count; i++) {
            double centre = ((scaled - count) / 2 + i + 0.5) * step;
            int first = Math.max(0, (int) (centre - reach + 0.5));
            int end = Math.min(size, (int) (centre + reach + 0.5));
            axis.firsts[i] = first;
            axis.weights[i] = triangle(first - centre + 0.5, end - first, 1 / reach);
        }
        return axis;
    }

    /** The first pixel that counts for any. */
    int first() {
        return firsts[0];
    }

    /** Behind the last pixel that counts for any. */
    int end() {
        return firsts[firsts.length - 1] + weights[weights.length - 1].length;
    }

    /** One pixel of the scaled axis, from values that begin at {@code offset} and lie {@code stride} bytes apart. */
    byte at(int index, byte[] values, int offset, int stride) {
        int sum = 1 << (PRECISION_BITS - 1);
        int from = offset + firsts[index] * stride;
        for (int weight : weights[index]) {
            sum += (values[from] & 0xff) * weight;
            from += stride;
        }
        return (byte) Math.min(255, sum >> PRECISION_BITS);
    }

    private static int[] triangle(double begin, int count, double slope) {
        double[] shares = new double[count];
        double sum = 0;
        for (int i = 0; i < count; i++) {
            shares[i] = Math.max(0, 1 - Math.abs((i + begin) * slope));
            sum += shares[i];
        }
        int[] fixed = new int[count];
        for (int i = 0; i < count; i++) {
            fixed[i] = (int) (0.5 + shares[i] / sum * (1 << PRECISION_BITS));
        }
        return fixed;
    }
}
