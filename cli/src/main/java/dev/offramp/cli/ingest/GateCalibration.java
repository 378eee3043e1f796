package dev.offramp.cli.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Tells a camera's noise from movement: the difference that a picture must have from another to show something new. Not thread-safe.
 */
final class GateCalibration {

    /** From so much video, at least … */
    private static final long SPAN_MICROS = 60_000_000;

    /** … and from so many differences. */
    private static final int FEWEST = 60;

    /** The quietest tenth of neighbouring pictures differ by noise alone, where anything is quiet at all. */
    private static final double QUIET_SHARE = 0.1;

    /** Noise differs from itself by less than half as much again. */
    private static final double NOISE_TO_DELTA = 2;

    /** Rounding, and what a key frame changes. */
    private static final double LEAST_DELTA = 0.25;

    /** Whatever differs by more in its quietest moments moves all the time. */
    private static final double MOST_NOISE = 2;

    private final List<Double> differences = new ArrayList<>();
    private long micros;

    /**
     * One pair of neighbouring pictures more.
     *
     * @param difference   mean squared
     * @param microsBetween them
     * @return what is below it shows nothing new; empty as long as nobody can say
     */
    OptionalDouble add(double difference, long microsBetween) {
        differences.add(difference);
        micros += microsBetween;
        if (micros < SPAN_MICROS || differences.size() < FEWEST) {
            return OptionalDouble.empty();
        }
        double noise = quietest();
        differences.clear();
        micros = 0;
        return noise > MOST_NOISE
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.max(LEAST_DELTA, NOISE_TO_DELTA * noise));
    }

    private double quietest() {
        return differences.stream()
                .sorted()
                .skip((long) (QUIET_SHARE * differences.size()))
                .findFirst()
                .orElseThrow();
    }
}
