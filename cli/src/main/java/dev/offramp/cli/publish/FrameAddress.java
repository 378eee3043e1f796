package dev.offramp.cli.publish;

/** Which frame: its stream and its place in it. */
public record FrameAddress(String stream, long sequence) {}
