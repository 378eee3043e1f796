package dev.offramp.cli.ingest;

import dev.offramp.video.VideoFailure;
import dev.offramp.video.VideoWriter;
import dev.offramp.video.VideoWriter.VideoShape;
import java.nio.file.Path;

/** Small videos to test with: a bar that moves over a grey field. */
final class TestingVideo {

    static final int WIDTH = 320;
    static final int HEIGHT = 240;
    private static final int CHANNELS = 3;

    private TestingVideo() {}

    /** A shape of so many frames a second, with a key frame each second. */
    static VideoShape shape(int framesPerSecond) {
        return new VideoShape(WIDTH, HEIGHT, framesPerSecond, framesPerSecond, 500_000);
    }

    /** Writes a file of H.264. */
    static Path write(Path file, int frames, int framesPerSecond) throws VideoFailure {
        try (var writer = VideoWriter.toFile(file, shape(framesPerSecond))) {
            write(writer, frames);
        }
        return file;
    }

    /** Writes a file in which nothing moves. */
    static Path writeStill(Path file, int frames, int framesPerSecond) throws VideoFailure {
        byte[] picture = picture(0);
        try (var writer = VideoWriter.toFile(file, shape(framesPerSecond))) {
            for (int i = 0; i < frames; i++) {
                writer.write(picture);
            }
        }
        return file;
    }

    static void write(VideoWriter writer, int frames) throws VideoFailure {
        for (int i = 0; i < frames; i++) {
            writer.write(picture(i));
        }
    }

    /**
     * The number of a decoded picture, of less than 140.
     *
     * @param pixels rows of R, G, B
     */
    static int numberIn(byte[] pixels) {
        int column = 0;
        while ((pixels[CHANNELS * column] & 0xff) < 170) {
            column++;
        }
        return Math.round(column / 2f);
    }

    private static byte[] picture(int number) {
        byte[] pixels = new byte[CHANNELS * WIDTH * HEIGHT];
        for (int row = 0; row < HEIGHT; row++) {
            for (int column = 0; column < WIDTH; column++) {
                boolean bar = (column + WIDTH - 2 * number % WIDTH) % WIDTH < 40;
                int at = CHANNELS * (row * WIDTH + column);
                pixels[at] = (byte) (bar ? 250 : 90);
                pixels[at + 1] = (byte) (bar ? 30 : 90);
                pixels[at + 2] = (byte) 90;
            }
        }
        return pixels;
    }
}
