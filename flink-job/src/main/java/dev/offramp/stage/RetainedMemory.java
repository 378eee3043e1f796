package dev.offramp.stage;

/**
 * Memory that an activation keeps from being freed.
 *
 * @param owner the same object for all activations that keep the same memory
 * @param rows  of a batch that it has room for, this activation's among them
 */
public record RetainedMemory(Object owner, int rows) {}
