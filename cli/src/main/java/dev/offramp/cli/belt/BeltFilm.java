package dev.offramp.cli.belt;

import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.video.VideoFailure;
import dev.offramp.video.VideoWriter;
import dev.offramp.video.VideoWriter.VideoShape;
import java.nio.file.Path;
import java.util.List;

/**
 * A film of clothes that pass under a camera, so many pictures of each, and what they are: the film itself does not say.
 *
 * @param labels of the garments, in their order
 */
public record BeltFilm(Path file, Belt belt, List<Integer> labels) {

    /** Pictures a second. */
    public static final int PER_SECOND = 25;

    /** Pixels that a value of the scene is wide and high: as large as the smallest block that H.264 transforms. */
    private static final int ENLARGED = 4;

    private static final int SIDE = ENLARGED * Garment.SIDE;

    /** More than the encoder makes use of: a network that knows the noise is misled where the codec smooths it. */
    private static final long BITS_PER_SECOND = 4_000_000;

    public BeltFilm {
        labels = List.copyOf(labels);
    }

    /**
     * Writes the film, in the container that the file's name says.
     *
     * @param garments at least one; behind the last comes the first again, for the belt goes round
     * @param seed     of noise and flicker
     */
    public static BeltFilm write(Path file, Belt belt, List<Garment> garments, long seed) {
        return write(file, belt, garments, 0, garments.size(), seed);
    }

    /** The same, of some of the garments on the belt. */
    public static BeltFilm write(Path file, Belt belt, List<Garment> garments, int from, int to, long seed) {
        var shape = new VideoShape(SIDE, SIDE, PER_SECOND, belt.frames(), BITS_PER_SECOND);
        var camera = new BeltCamera(belt, seed);
        int count = garments.size();
        try (var writer = VideoWriter.toFile(file, shape)) {
            for (int n = from; n < to; n++) {
                for (int frame = 0; frame < belt.frames(); frame++) {
                    byte[] grey = camera.see(
                            frame,
                            garments.get(n),
                            garments.get((n + count - 1) % count),
                            garments.get((n + 1) % count));
                    writer.write(enlarged(grey));
                }
            }
        } catch (VideoFailure failure) {
            throw new CommandFailure(file + " cannot be written: " + failure.getMessage(), failure);
        }
        return new BeltFilm(
                file,
                belt,
                garments.subList(from, to).stream().map(Garment::label).toList());
    }

    /** Garments in the film. */
    public int garments() {
        return labels.size();
    }

    /** Rows of R, G, B. */
    private static byte[] enlarged(byte[] grey) {
        byte[] rgb = new byte[3 * SIDE * SIDE];
        for (int i = 0; i < rgb.length; i++) {
            int pixel = i / 3;
            rgb[i] = grey[pixel / SIDE / ENLARGED * Garment.SIDE + pixel % SIDE / ENLARGED];
        }
        return rgb;
    }
}
