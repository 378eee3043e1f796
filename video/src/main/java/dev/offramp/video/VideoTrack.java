package dev.offramp.video;

/**
 * What a source says of its pictures.
 *
 * @param codec               FFmpeg's name: h264, hevc, mjpeg, av1 …
 * @param width               pixels in a row, 0 where only the pictures say it
 * @param height              rows, likewise
 * @param timeBaseNumerator   a presentation time counts so many …
 * @param timeBaseDenominator … of these parts of a second
 * @param rotation            degrees clockwise, 0, 90, 180 or 270, by which a picture is to be turned to stand upright
 * @param framesPerSecond     on average, 0 where nobody knows
 * @param startMicros         when the source began, by its own clock, in microseconds since 1970; 0 where it does not say
 */
public record VideoTrack(
        String codec,
        int width,
        int height,
        int timeBaseNumerator,
        int timeBaseDenominator,
        int rotation,
        double framesPerSecond,
        long startMicros) {

    /** Fails where the source says that its pictures have more pixels than that. */
    public void refuseLargerThan(long maxPixels) throws VideoFailure {
        if ((long) width * height > maxPixels) {
            throw new VideoFailure(
                    VideoFailure.Kind.TOO_LARGE,
                    "pictures of " + width + " x " + height + ", more than " + maxPixels + " pixels");
        }
    }

    /** A presentation time in microseconds. */
    public long micros(long pts) {
        return Math.round(1e6 * pts * timeBaseNumerator / timeBaseDenominator);
    }
}
