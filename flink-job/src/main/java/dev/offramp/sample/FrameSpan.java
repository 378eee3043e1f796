package dev.offramp.sample;

/**
 * The frames of a clip.
 *
 * @param first sequence of the earliest
 * @param count of different frames; fewer than a clip takes where its stream ended early
 */
public record FrameSpan(long first, int count) {}
