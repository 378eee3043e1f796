package dev.offramp.bench;

/** A constant load for a time. */
record LoadPhase(String name, double perSecond, int seconds) {

    long frames() {
        return Math.round(perSecond * seconds);
    }
}
