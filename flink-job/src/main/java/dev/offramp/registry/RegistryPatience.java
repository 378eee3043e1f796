package dev.offramp.registry;

import java.time.Duration;

/**
 * How long is waited for a registry that is away, and what is taken for being away.
 *
 * @param span    for each question
 * @param isStart whether the address may be wrong: then an answer that is no registry's, and a handshake that fails, are not waited for
 */
record RegistryPatience(Duration span, boolean isStart) {

    /** Of a start, or of a command. */
    static RegistryPatience atStart(Duration span) {
        return new RegistryPatience(span, true);
    }

    /** Of a task that runs: a proxy before a registry that is changed over says what it likes, and it passes. */
    static RegistryPatience running(Duration span) {
        return new RegistryPatience(span, false);
    }
}
