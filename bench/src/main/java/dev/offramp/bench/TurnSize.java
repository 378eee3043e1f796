package dev.offramp.bench;

import java.util.Collection;
import java.util.Optional;

/**
 * Which pictures a turn has: for all contestants the same, so that their accuracies compare. Where no number is given, as many as the
 * slowest answers in the time of a turn; whoever is faster goes over them several times.
 */
record TurnSize(double seconds, Optional<Integer> fixed) {

    private static final int FIRST = 2_000;
    private static final int LEAST = 500;
    private static final int MOST = 200_000;

    /**
     * Pictures of a turn.
     *
     * @param rates of all contestants; none where nothing is known of them yet
     * @param all   pictures that there are
     */
    int pictures(Collection<Double> rates, int all) {
        double slowest = rates.stream().mapToDouble(Double::doubleValue).min().orElse(FIRST / seconds);
        return fixed.orElse((int) Math.min(all, Math.max(LEAST, slowest * seconds)));
    }

    /** How often a contestant of this rate goes over so many pictures; a number that is given is gone over once. */
    int passes(double samplesPerSecond, int pictures) {
        double wanted = Math.min(MOST, samplesPerSecond * seconds) / pictures;
        return fixed.isPresent() ? 1 : (int) Math.max(1, Math.round(wanted));
    }
}
