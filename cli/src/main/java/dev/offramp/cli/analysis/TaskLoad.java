package dev.offramp.cli.analysis;

/**
 * How busy the subtasks of one Flink task are; shares of their time, 0 to 1.
 *
 * @param task          what runs in it, for a person
 * @param busy          of the busiest subtask
 * @param meanBusy      over all
 * @param backpressured of the subtask that waits most for what comes behind it
 */
public record TaskLoad(String task, int subtasks, double busy, double meanBusy, double backpressured) {}
