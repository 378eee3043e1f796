package dev.offramp.cli.belt;

import java.util.SplittableRandom;

/** What the camera sees. Not thread-safe. */
final class BeltCamera {

    private static final int SIDE = Garment.SIDE;
    private static final int BRIGHTEST = 255;

    private final Belt belt;
    private final SplittableRandom chance;

    /** The same seed gives the same pictures. */
    BeltCamera(Belt belt, long seed) {
        this.belt = belt;
        this.chance = new SplittableRandom(seed);
    }

    /**
     * One picture of a garment, {@value Garment#SIDE} rows of as many grey values.
     *
     * @param frame  0-based
     * @param before on the belt, farther to the left
     * @param behind farther to the right
     */
    byte[] see(int frame, Garment garment, Garment before, Garment behind) {
        double lights = 1 - belt.flicker() + 2 * belt.flicker() * chance.nextDouble();
        byte[] picture = new byte[SIDE * SIDE];
        for (int row = 0; row < SIDE; row++) {
            for (int column = 0; column < SIDE; column++) {
                int x = column - belt.offset(frame);
                int brightest = Math.max(
                        valueAt(garment, row, x),
                        Math.max(valueAt(before, row, x + belt.distance()), valueAt(behind, row, x - belt.distance())));
                double seen = Math.max(belt.light(), brightest) * lights + belt.noise() * chance.nextGaussian();
                picture[row * SIDE + column] = (byte) Math.rint(Math.min(BRIGHTEST, Math.max(0, seen)));
            }
        }
        return picture;
    }

    private static int valueAt(Garment garment, int row, int column) {
        return column < 0 || column >= SIDE ? 0 : garment.grey()[row * SIDE + column] & 0xff;
    }
}
