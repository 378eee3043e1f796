package dev.offramp.cli.bench;

import java.time.Duration;

/** A constant load for a time. */
record LoadPhase(String name, double perSecond, Duration length) {

    long frames() {
        return Math.round(perSecond * length.toMillis() / 1000);
    }
}
