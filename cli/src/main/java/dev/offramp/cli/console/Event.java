package dev.offramp.cli.console;

/**
 * Something that changed what the job does, on the strip below the charts.
 *
 * @param kind a word: policy, refused, bundle, job, restart, parallelism, checkpoint
 */
record Event(long atMillis, String kind, String text) {}
