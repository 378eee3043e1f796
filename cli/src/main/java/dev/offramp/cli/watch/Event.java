package dev.offramp.cli.watch;

/**
 * Something that changed what the job does, as a person reads it.
 *
 * @param kind a word: policy, scheduled, steering, refused, bundle, ended, job, restart, parallelism, checkpoint
 */
public record Event(long atMillis, String kind, String text) {}
