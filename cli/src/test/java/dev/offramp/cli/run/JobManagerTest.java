package dev.offramp.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offramp.cli.rest.FlinkRest;
import dev.offramp.cli.terminal.CommandFailure;
import java.net.URI;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JobManagerTest {

    private final TestingJobManager server = new TestingJobManager();

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_job_runs_wholly_when_no_task_waits_any_more() {
        server.answer("/jobs/overview", """
                {"jobs": [
                  {"jid": "half", "state": "RUNNING", "tasks": {"total": 12, "running": 7}},
                  {"jid": "whole", "state": "RUNNING", "tasks": {"total": 12, "running": 12}}
                ]}""");

        assertThat(jobManager().isWhollyRunning("half")).isFalse();
        assertThat(jobManager().isWhollyRunning("whole")).isTrue();
        assertThat(jobManager().isWhollyRunning("unknown")).isFalse();
    }

    @Test
    void free_slots_are_those_that_the_cluster_tells() {
        server.answer("/overview", "{\"slots-total\": 4, \"slots-available\": 3}");

        assertThat(jobManager().freeSlots()).isEqualTo(3);
    }

    @Test
    void what_answers_but_is_no_job_manager_is_named() {
        server.answer("/overview", "<html>hello</html>");

        assertThatThrownBy(() -> jobManager().freeSlots())
                .isInstanceOf(CommandFailure.class)
                .hasMessageStartingWith("no Flink JobManager answers at http://");
    }

    @Test
    void an_address_without_host_and_port_is_refused() {
        assertThatThrownBy(() -> new FlinkRest(URI.create("jobmanager"), new Configuration()))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("--cluster must look like http://jobmanager:8081, was jobmanager");
    }

    private JobManager jobManager() {
        return new JobManager(new FlinkRest(server.address(), new Configuration()));
    }
}
