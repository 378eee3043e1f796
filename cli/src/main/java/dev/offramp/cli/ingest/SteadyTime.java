package dev.offramp.cli.ingest;

import java.util.OptionalLong;

/**
 * Presentation times as they should have been: what a source says, as long as it makes sense, and never backwards. Not thread-safe.
 */
final class SteadyTime {

    private static final double MICROS = 1e6;

    /** Where nobody says how fast the pictures come. */
    static final double USUAL_PER_SECOND = 25;

    /** Back by more than this, the source began to count anew; by less, it stumbled. */
    private static final long RESTART_MICROS = 1_000_000;

    /** Ahead by more than this and by more than has passed here, the source jumped. */
    private static final long JUMP_MICROS = 60_000_000;

    /** After so many pictures that bring the time no further, the source has no clock. */
    private static final int MOST_HELD = 10;

    private final long stepMicros;
    private long shiftMicros;
    private long lastMicros;
    private long lastArrivalMicros;
    private int held;
    private boolean began;

    /**
     * @param perSecond pictures that come, on average; 0 where nobody knows
     */
    SteadyTime(double perSecond) {
        this.stepMicros = Math.max(1, Math.round(MICROS / (perSecond > 0 ? perSecond : USUAL_PER_SECOND)));
    }

    /**
     * The time of the next picture, in microseconds of the source's own count as long as that was never mended.
     *
     * @param saidMicros    by the source; empty where it has no time for this picture
     * @param arrivalMicros by a clock of this process that only goes forward
     */
    long next(OptionalLong saidMicros, long arrivalMicros) {
        long passedHere = arrivalMicros - lastArrivalMicros;
        lastArrivalMicros = arrivalMicros;
        if (!began) {
            began = true;
            lastMicros = saidMicros.orElse(0);
        } else if (saidMicros.isEmpty()) {
            lastMicros += stepMicros;
        } else {
            goOn(saidMicros.getAsLong(), passedHere);
        }
        return lastMicros;
    }

    private void goOn(long saidMicros, long passedHere) {
        long step = saidMicros + shiftMicros - lastMicros;
        boolean backwards = step <= 0;
        boolean stumbles = backwards && step >= -RESTART_MICROS && held < MOST_HELD;
        if (stumbles) {
            held++;
            return;
        }
        if (backwards || step > Math.max(JUMP_MICROS, 2 * passedHere)) {
            shiftMicros += stepMicros - step;
            lastMicros += stepMicros;
            return;
        }
        held = 0;
        lastMicros += step;
    }
}
