package dev.offramp.cli.ingest;

import java.time.Duration;

/**
 * When a picture shows nothing new.
 *
 * @param delta     mean squared difference, in levels of grey of 0 to 255, below which it does not; {@link #OFF}, or {@link #AUTO} for what
 *                  the camera's own noise says
 * @param heartbeat of the video's time, after which a picture is published whatever it shows
 */
public record GateSettings(double delta, Duration heartbeat) {

    /** No difference is below it. */
    static final double OFF = 0;

    static final double AUTO = Double.NaN;

    static final Duration USUAL_HEARTBEAT = Duration.ofSeconds(10);

    /** Every picture is published. */
    static final GateSettings NONE = new GateSettings(OFF, USUAL_HEARTBEAT);

    boolean isOff() {
        return delta == OFF;
    }

    boolean isAuto() {
        return Double.isNaN(delta);
    }
}
