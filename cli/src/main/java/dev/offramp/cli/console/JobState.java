package dev.offramp.cli.console;

import dev.offramp.cli.analysis.TaskLoad;
import java.util.List;

/**
 * What Flink says of the job.
 *
 * @param state             as Flink names it, as in {@code RUNNING}
 * @param restarts          since it was submitted
 * @param checkpointMillis  when the newest checkpoint was completed; 0 where there is none
 * @param failedCheckpoints since it was submitted
 */
record JobState(
        String id,
        String name,
        String state,
        long sinceMillis,
        int parallelism,
        long restarts,
        long checkpointMillis,
        long failedCheckpoints,
        List<TaskLoad> tasks) {

    JobState {
        tasks = List.copyOf(tasks);
    }

    boolean isRunning() {
        return state.equals("RUNNING");
    }
}
