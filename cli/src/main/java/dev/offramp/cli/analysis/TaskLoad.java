package dev.offramp.cli.analysis;

import java.util.regex.Pattern;

/**
 * How busy the subtasks of one Flink task are; shares of their time, 0 to 1.
 *
 * @param name          of the task, as Flink has it: the operators that are chained in it
 * @param busy          of the busiest subtask
 * @param meanBusy      over all
 * @param backpressured of the subtask that waits most for what comes behind it
 */
public record TaskLoad(String name, int subtasks, double busy, double meanBusy, double backpressured) {

    private static final int LONGEST_NAME = 60;

    /** The same for a person, not too long. */
    public String task() {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + " ...";
    }

    /** Whether this stage (1-based) is one of its operators. */
    boolean runsStage(int stage) {
        return Pattern.compile("\\bstage-" + stage + "\\b").matcher(name).find();
    }
}
