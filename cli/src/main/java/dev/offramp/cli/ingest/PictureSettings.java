package dev.offramp.cli.ingest;

/**
 * Which of a camera's pictures are published, and as what.
 *
 * @param form      of the records
 * @param perSecond pictures a second of the video's own time; {@link #ALL} leaves none out
 * @param shortSide pixels of the shorter side, at most; of no meaning where pictures are not decoded
 * @param quality   of the JPEG, 1 to 100; likewise
 * @param gate      for those that show nothing new; likewise
 */
public record PictureSettings(RecordForm form, double perSecond, int shortSide, int quality, GateSettings gate) {

    /** Leaves none out. */
    public static final double ALL = Double.POSITIVE_INFINITY;

    /** What the command does where nobody says anything. */
    public static final PictureSettings USUAL = new PictureSettings(5, 256, 85);

    /** Decoded, each picture a frame, whatever it shows. */
    public PictureSettings(double perSecond, int shortSide, int quality) {
        this(RecordForm.FRAME, perSecond, shortSide, quality, GateSettings.NONE);
    }

    /** The same in another form. */
    public PictureSettings as(RecordForm other) {
        return new PictureSettings(other, perSecond, shortSide, quality, gate);
    }
}
