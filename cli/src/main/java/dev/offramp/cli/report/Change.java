package dev.offramp.cli.report;

/**
 * Something that changed what a job does.
 *
 * @param kind a word: policy, refused, bundle
 */
record Change(long atMillis, String kind, String text) {}
