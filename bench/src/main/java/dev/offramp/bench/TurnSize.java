package dev.offramp.bench;

import java.util.Optional;

/** How many pictures a turn has: a fixed number, or as many as keep a contestant busy for a time. */
record TurnSize(double seconds, Optional<Integer> fixed) {

    private static final int FIRST = 2_000;
    private static final int LEAST = 500;
    private static final int MOST = 200_000;

    /** Where nothing is known of the contestant's rate yet. */
    int first() {
        return fixed.orElse(FIRST);
    }

    /** Where the contestant had this rate in its last turn. */
    int at(double samplesPerSecond) {
        return fixed.orElse((int) Math.max(LEAST, Math.min(MOST, samplesPerSecond * seconds)));
    }
}
