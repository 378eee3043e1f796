package dev.offramp.sample;

/**
 * When a source shows a picture, by its own count: {@code pts * numerator / denominator} seconds. It may jump, repeat and run
 * backwards, so nothing is ordered by it.
 *
 * @param pts         in units of the time base
 * @param numerator   of the time base, in seconds
 * @param denominator of the time base
 */
public record PresentationTime(long pts, int numerator, int denominator) {}
