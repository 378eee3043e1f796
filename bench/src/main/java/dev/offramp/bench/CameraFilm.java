package dev.offramp.bench;

import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.video.VideoFailure;
import dev.offramp.video.VideoWriter;
import dev.offramp.video.VideoWriter.VideoShape;
import java.nio.file.Path;
import java.util.Random;

/** A film as a camera makes it, 1920 x 1080 at 25 pictures a second: a still scene with texture, things that move, and a sensor's noise. */
final class CameraFilm {

    static final int PER_SECOND = 25;

    private static final VideoShape SHAPE = new VideoShape(1920, 1080, PER_SECOND, 2 * PER_SECOND, 6_000_000);
    private static final int THINGS = 6;
    private static final int THING_SIDE = 180;
    private static final int NOISE = 5;

    /** Noise that is drawn once and laid over each picture at another place: drawing it anew takes longer than coding it. */
    private final byte[] noise = new byte[3 * (SHAPE.width() + 997) * SHAPE.height()];

    private final byte[] scene = new byte[3 * SHAPE.width() * SHAPE.height()];
    private final Random random = new Random(29);

    private CameraFilm() {
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (byte) Math.round(NOISE * random.nextGaussian());
        }
        for (int i = 0; i < scene.length; i++) {
            int x = i / 3 % SHAPE.width();
            int y = i / 3 / SHAPE.width();
            double waves = 40 * Math.sin(x / 37.0) * Math.cos(y / 53.0) + 25 * Math.sin((x + 2.0 * y) / 11);
            scene[i] = (byte) clamped((int) (110 + waves + 15 * (i % 3)));
        }
    }

    /** Writes one of so many seconds. */
    static void write(Path file, int seconds) {
        CameraFilm film = new CameraFilm();
        try (VideoWriter writer = VideoWriter.toFile(file, SHAPE)) {
            for (int n = 0; n < seconds * PER_SECOND; n++) {
                writer.write(film.picture(n));
            }
        } catch (VideoFailure failure) {
            throw new CommandFailure(file + " cannot be written: " + failure.getMessage(), failure);
        }
    }

    private byte[] picture(int n) {
        byte[] picture = scene.clone();
        for (int thing = 0; thing < THINGS; thing++) {
            int left = (n * (3 + 2 * thing) + 311 * thing) % (SHAPE.width() - THING_SIDE);
            int top = 150 * thing;
            draw(picture, left, top, 60 + 30 * thing);
        }
        int from = 3 * random.nextInt(997 * SHAPE.height());
        for (int i = 0; i < picture.length; i++) {
            picture[i] = (byte) clamped((picture[i] & 0xff) + noise[from + i]);
        }
        return picture;
    }

    private static void draw(byte[] picture, int left, int top, int light) {
        for (int y = top; y < top + THING_SIDE; y++) {
            for (int i = 3 * (y * SHAPE.width() + left); i < 3 * (y * SHAPE.width() + left + THING_SIDE); i++) {
                picture[i] = (byte) (light + (y - top) / 4);
            }
        }
    }

    private static int clamped(int value) {
        return Math.max(0, Math.min(255, value));
    }
}
