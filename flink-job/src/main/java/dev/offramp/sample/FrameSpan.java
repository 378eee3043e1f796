package dev.offramp.sample;

/**
 * The frames of a clip.
 *
 * @param first   sequence of the earliest
 * @param count   of different frames; fewer than a clip takes where its stream ended early
 * @param fresh   of them, those that no clip before had
 * @param ordinal of its stream, counted from where its frames began to be gathered: which clip, or which segment of video that clips are cut from
 */
public record FrameSpan(long first, int count, int fresh, long ordinal) {}
