package dev.offramp.cli.doctor;

import java.time.Duration;

/**
 * Looks at one thing that a deployment needs, and changes nothing. What it throws is told as wrong.
 *
 * @param <T> what it is looked at on
 */
interface Check<T> {

    /** In a word or two. */
    String name();

    /** How long it may take. */
    default Duration patience() {
        return Duration.ofSeconds(30);
    }

    /** Adds at least one finding. */
    void examine(T on, Findings findings);
}
