package dev.offramp.cli.ingest;

/**
 * Which of a camera's pictures are published, and as what.
 *
 * @param perSecond pictures a second of the video's own time; {@link #ALL} leaves none out
 * @param shortSide pixels of the shorter side, at most
 * @param quality   of the JPEG, 1 to 100
 */
public record PictureSettings(double perSecond, int shortSide, int quality) {

    /** Leaves none out. */
    public static final double ALL = Double.POSITIVE_INFINITY;

    /** What the command does where nobody says anything. */
    public static final PictureSettings USUAL = new PictureSettings(5, 256, 85);
}
