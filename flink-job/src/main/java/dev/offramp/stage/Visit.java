package dev.offramp.stage;

/**
 * What one stage cost a sample.
 *
 * @param queueMicros   microseconds that the sample waited for its batch
 * @param computeMicros microseconds that its batch took
 * @param batchSize     samples in its batch
 */
public record Visit(long queueMicros, long computeMicros, int batchSize) {}
