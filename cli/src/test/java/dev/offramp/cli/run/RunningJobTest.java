package dev.offramp.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class RunningJobTest {

    @Test
    void the_reason_of_a_failure_is_its_innermost_cause_in_one_line() {
        var failure = new ExecutionException(new IllegalStateException("outer", new IllegalArgumentException("inner")));

        assertThat(RunningJob.reasonOf(failure)).isEqualTo("IllegalArgumentException: inner");
    }

    @Test
    void the_reason_that_a_cluster_sends_as_text_is_found_among_its_stack_traces() {
        var failure = new IllegalStateException(
                "[Internal server error., <Exception on server side:\n\tat a.B\nCaused by: x.Y: middle\n\tat c.D\n"
                        + "Caused by: java.lang.LinkageError: loader constraint\n\tat e.F\nEnd of exception on server side>]");

        assertThat(RunningJob.reasonOf(failure)).isEqualTo("java.lang.LinkageError: loader constraint");
    }
}
