package dev.offramp.cli.ingest;

/**
 * What there is to be told of a camera at one moment; as JSON on {@code /status}.
 *
 * @param source without its password
 */
record CameraStatus(String stream, String source, Condition condition, Format format, Frames frames, Pulse pulse) {

    /**
     * What it does.
     *
     * @param why in words; empty where there is nothing to explain
     */
    record Condition(CameraState state, String why) {}

    /**
     * What its pictures are.
     *
     * @param codec  FFmpeg's name; empty before it is known
     * @param width  pixels in a row, 0 before they are known
     * @param height rows, likewise
     */
    record Format(String codec, int width, int height) {

        static final Format UNKNOWN = new Format("", 0, 0);
    }

    /**
     * How many pictures.
     *
     * @param read      that came, whole; of segments, packets, for nothing is decoded
     * @param published that Kafka has
     * @param dropped   that should have been published and are lost: the broker was slow, or they were too large
     * @param damaged   that could not be decoded, or are in no segment
     * @param unchanged that were left out, for they show nothing new
     */
    record Frames(long read, long published, long dropped, long damaged, long unchanged) {}

    /**
     * How it goes.
     *
     * @param perSecondIn         pictures a second that were decoded, of segments packets, over the last seconds
     * @param perSecondOut        pictures a second that Kafka took
     * @param reconnects          how often it was opened again
     * @param lastFrameMillisAgo  how old the last picture is; -1 before the first
     */
    record Pulse(double perSecondIn, double perSecondOut, long reconnects, long lastFrameMillisAgo) {}
}
