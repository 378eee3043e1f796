package dev.offramp.cli.belt;

/**
 * A belt with clothes on it, and the camera above it: the scene of the zoo's data set {@code fashion-mnist-belt}. Values of light are 0 to
 * 255.
 *
 * @param frames   pictures that a light barrier lets the camera take of each garment
 * @param speed    pixels that the belt moves from one of them to the next
 * @param distance pixels from a garment's middle to the next one's
 * @param light    of the belt itself
 * @param flicker  the lights of a picture are between 1 - flicker and 1 + flicker times as bright
 * @param noise    standard deviation of each value
 */
public record Belt(int frames, int speed, int distance, double light, double flicker, double noise) {

    /** What the data set is made with. */
    public static final Belt OF_THE_DATA_SET = new Belt(8, 3, 36, 24, 0.5, 72);

    /** The same, with so many pictures of each garment. */
    public Belt withFrames(int count) {
        return new Belt(count, speed, distance, light, flicker, noise);
    }

    /** Where the garment's middle is in a picture, pixels right of the camera's; it passes from right to left. */
    int offset(int frame) {
        return (int) Math.rint(speed * ((frames - 1) / 2.0 - frame)); // halves to even, as Python rounds
    }
}
