package dev.offramp.cli.run;

import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.cli.terminal.Screen;
import java.time.Duration;

/** Says why a job fails that is started again and again, each cause once in a row. Not thread-safe. */
final class FailureTeller {

    private static final Duration ASK_EVERY = Duration.ofSeconds(2);

    private final JobManager jobManager;
    private final Screen screen;
    private String told = "";

    FailureTeller(JobManager jobManager, Screen screen) {
        this.jobManager = jobManager;
        this.screen = screen;
    }

    /** Until the job has ended. */
    void tellUntilTheEndOf(RunningJob job) {
        while (!job.hasEnded(ASK_EVERY)) {
            tell(job);
        }
    }

    private void tell(RunningJob job) {
        try {
            String failure = jobManager.newestFailure(job.id()).orElse("");
            if (!failure.equals(told)) {
                screen.line("The job failed, and is started again: %s", failure);
                told = failure;
            }
        } catch (CommandFailure away) {
            told = ""; // a JobManager that does not answer now will, or the job ends
        }
    }
}
