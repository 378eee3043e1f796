package dev.offramp.cli.ingest;

import org.jspecify.annotations.Nullable;

/**
 * Tells pictures that show nothing new since the last that was published. It outlives the epochs of its camera, and what it knows of the
 * camera's noise with it. Not thread-safe.
 */
final class MotionGate {

    /** Squares in a row of the thumbnails that are compared, and rows. */
    static final int SIDE = 32;

    private static final long NANOS_PER_MICRO = 1_000;

    @SuppressWarnings("ArrayRecordComponent") // compared nowhere, never written to
    private record Picture(byte[] luma, long micros) {}

    private final long heartbeatMicros;
    private final GateCalibration calibration = new GateCalibration();
    private double delta;
    private @Nullable Picture last;
    private @Nullable Picture published;

    MotionGate(GateSettings settings) {
        this.delta = settings.delta();
        this.heartbeatMicros = settings.heartbeat().toNanos() / NANOS_PER_MICRO;
    }

    /** Times begin anew; the next picture is new in any case. */
    void restart() {
        last = null;
        published = null;
    }

    /**
     * Whether a picture shows nothing new and need not be published yet; each is asked for once.
     *
     * @param luma   {@value #SIDE} x {@value #SIDE} unsigned bytes, not written to afterwards
     * @param micros never less than those of the picture before
     */
    boolean isStill(byte[] luma, long micros) {
        var picture = new Picture(luma, micros);
        if (Double.isNaN(delta) && last != null) {
            calibration
                    .add(difference(last.luma(), luma), micros - last.micros())
                    .ifPresent(calibrated -> delta = calibrated);
        }
        last = picture;
        return published != null
                && micros - published.micros() < heartbeatMicros
                && difference(published.luma(), luma) < delta;
    }

    /** The picture that was asked for last is published. */
    void published() {
        published = last;
    }

    /** Mean squared, in levels of grey. */
    private static double difference(byte[] one, byte[] other) {
        int sum = 0; // of a thousand squares of bytes
        for (int i = 0; i < one.length; i++) {
            int difference = (one[i] & 0xff) - (other[i] & 0xff);
            sum += difference * difference;
        }
        return (double) sum / one.length;
    }
}
