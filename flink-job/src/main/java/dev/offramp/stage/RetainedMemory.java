package dev.offramp.stage;

/**
 * Memory that an activation keeps from being freed.
 *
 * @param owner the same object for all activations that keep the same memory
 * @param bytes of all that it holds, this activation's among them
 */
public record RetainedMemory(Object owner, long bytes) {}
