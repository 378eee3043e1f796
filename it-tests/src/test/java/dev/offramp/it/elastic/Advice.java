package dev.offramp.it.elastic;

/**
 * What an autoscaler thinks of one task.
 *
 * @param vertex    its id
 * @param busy      share of the time of the busiest subtask
 * @param perSecond records that come for it
 * @param capacity  records a second that so many subtasks could process
 * @param subtasks  that there are
 * @param wanted    that there ought to be; as many as there are where it is left alone
 */
public record Advice(String vertex, double busy, double perSecond, double capacity, int subtasks, int wanted) {}
