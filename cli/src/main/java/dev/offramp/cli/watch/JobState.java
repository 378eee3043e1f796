package dev.offramp.cli.watch;

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
public record JobState(
        String id,
        String name,
        String state,
        long sinceMillis,
        int parallelism,
        long restarts,
        long checkpointMillis,
        long failedCheckpoints,
        List<TaskLoad> tasks) {

    public JobState {
        tasks = List.copyOf(tasks);
    }

    /** Whether all of it is at work. */
    public boolean isRunning() {
        return state.equals("RUNNING");
    }
}
