package dev.offramp.video;

import java.nio.file.Path;

/** A video whose every picture says its number: eight stripes, white where the number has a bit. */
public record StripedVideo(int frames, VideoWriter.VideoShape shape) {

    private static final int STRIPES = 8;

    /** At 25 pictures a second, with a key frame every ten. */
    public static StripedVideo of(int frames) {
        return new StripedVideo(frames, new VideoWriter.VideoShape(128, 96, 25, 10, 1_000_000));
    }

    /** Writes it to a file, in the container that its name says. */
    public Path in(Path file) throws VideoFailure {
        try (var writer = VideoWriter.toFile(file, shape)) {
            writeTo(writer);
        }
        return file;
    }

    /** Writes all pictures. */
    public void writeTo(VideoWriter writer) throws VideoFailure {
        for (int i = 0; i < frames; i++) {
            writer.write(picture(i));
        }
    }

    /** The number of a decoded picture. */
    public static int numberIn(byte[] rgb, int width, int height) {
        int number = 0;
        for (int bit = 0; bit < STRIPES; bit++) {
            int middle = (2 * bit + 1) * width / (2 * STRIPES);
            boolean white = (rgb[3 * (height / 2 * width + middle)] & 0xff) > 127;
            number |= white ? 1 << bit : 0;
        }
        return number;
    }

    private byte[] picture(int number) {
        byte[] rgb = new byte[3 * shape.width() * shape.height()];
        for (int i = 0; i < rgb.length; i++) {
            int stripe = i / 3 % shape.width() * STRIPES / shape.width();
            rgb[i] = (byte) ((number >> stripe & 1) == 1 ? 235 : 20);
        }
        return rgb;
    }
}
