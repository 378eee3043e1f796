package dev.offramp.results;

import java.io.Serializable;

/**
 * How much of a stream may wait for what is missing, and how long.
 *
 * @param waitMillis of an answer, at least 1
 * @param count      of what waits, at least 1
 * @param bytes      of what waits, as it is kept in state
 */
public record HoldLimits(long waitMillis, int count, long bytes) implements Serializable {}
