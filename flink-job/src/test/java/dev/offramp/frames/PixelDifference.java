package dev.offramp.frames;

/** How far two pictures lie apart. */
record PixelDifference(int largest, double mean) {

    static final PixelDifference NONE = new PixelDifference(0, 0);

    static PixelDifference between(byte[] one, byte[] other) {
        if (one.length != other.length) {
            throw new AssertionError(one.length + " bytes against " + other.length);
        }
        int largest = 0;
        long sum = 0;
        for (int i = 0; i < one.length; i++) {
            int difference = Math.abs((one[i] & 0xff) - (other[i] & 0xff));
            largest = Math.max(largest, difference);
            sum += difference;
        }
        return new PixelDifference(largest, (double) sum / one.length);
    }
}
