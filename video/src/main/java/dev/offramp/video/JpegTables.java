package dev.offramp.video;

/**
 * The quantisation tables of ITU-T T.81, annex K, scaled as libjpeg scales them by a quality of 1 to 100, so that a quality means here
 * what it means everywhere.
 */
final class JpegTables {

    private static final int[] LUMINANCE = {
        16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29,
        51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121,
        120, 101, 72, 92, 95, 98, 112, 100, 103, 99
    };
    private static final int[] CHROMINANCE = {
        17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99, 47, 66, 99, 99,
                99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
                99, 99, 99,
        99, 99
    };
    private static final int LARGEST = 255;

    private JpegTables() {}

    /** 64 values in rows. */
    static short[] luminance(int quality) {
        return scaled(LUMINANCE, quality);
    }

    /** 64 values in rows. */
    static short[] chrominance(int quality) {
        return scaled(CHROMINANCE, quality);
    }

    private static short[] scaled(int[] table, int quality) {
        int percent = quality < 50 ? 5_000 / quality : 200 - 2 * quality;
        short[] values = new short[table.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (short) Math.min(LARGEST, Math.max(1, (table[i] * percent + 50) / 100));
        }
        return values;
    }
}
