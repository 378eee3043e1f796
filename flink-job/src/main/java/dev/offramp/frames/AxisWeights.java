package dev.offramp.frames;

import java.util.Arrays;

/**
 * Which pixels of one axis make each pixel of the scaled axis, and how much each of them counts: a triangle as wide as two
 * pixels of the coarser axis. In fixed point and rounded like Pillow (Resample.c), so that results are the same to the bit.
 */
final class AxisWeights {

    private static final int PRECISION_BITS = 22;
    private static final int HALF = 1 << (PRECISION_BITS - 1);

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

    /** One row of R, G, B, scaled along this axis: three channels side by side keep the processor busy. */
    void scaleRow(byte[] rgb, int[] scaled, int to) {
        for (int i = 0; i < firsts.length; i++) {
            int[] shares = weights[i];
            int from = 3 * firsts[i];
            int red = HALF;
            int green = HALF;
            int blue = HALF;
            for (int k = 0; k < shares.length; k++) {
                int share = shares[k];
                red += (rgb[from + 3 * k] & 0xff) * share;
                green += (rgb[from + 3 * k + 1] & 0xff) * share;
                blue += (rgb[from + 3 * k + 2] & 0xff) * share;
            }
            scaled[to + 3 * i] = rounded(red);
            scaled[to + 3 * i + 1] = rounded(green);
            scaled[to + 3 * i + 2] = rounded(blue);
        }
    }

    /** One row out of those that begin with row {@link #first()}, {@code sums.length} values each: loops for vector units. */
    void scaleColumns(int index, int[] rows, int[] sums) {
        Arrays.fill(sums, HALF);
        int from = (firsts[index] - first()) * sums.length;
        for (int share : weights[index]) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] += rows[from + i] * share;
            }
            from += sums.length;
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] = rounded(sums[i]);
        }
    }

    private static int rounded(int sum) {
        return Math.min(255, sum >> PRECISION_BITS);
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
