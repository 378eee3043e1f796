package dev.offramp.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.cli.Offramp;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StopCommandTest {

    private static final String RUNNING = job("RUNNING");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final TestingJobManager jobManager = new TestingJobManager();

    @BeforeEach
    void start() {
        jobManager.start();
        jobManager.answer("/jobmanager/config", "[]");
        parameters("{}");
    }

    @AfterEach
    void stop() {
        jobManager.close();
    }

    @Test
    void it_waits_for_the_savepoint_and_prints_the_command_that_goes_on() {
        parameters("{\"offramp.run\": \"--bundle /b --set 'job.name=two words'\", \"of-others\": \"1\"}");
        jobManager.answer("/jobs/overview", RUNNING, job("FINISHED"));
        jobManager.answer("/jobs/ab12/stop", "{\"request-id\": \"r1\"}");
        jobManager.answer(
                "/jobs/ab12/savepoints/r1",
                "{\"status\": {\"id\": \"IN_PROGRESS\"}, \"operation\": null}",
                "{\"status\": {\"id\": \"COMPLETED\"}, \"operation\": {\"location\": \"file:/s/savepoint-1\"}}");

        assertThat(offramp("stop", "offramp-one", "--savepoint-dir", "/s")).isZero();

        assertThat(out.toString())
                .contains(
                        "Savepoint: file:/s/savepoint-1",
                        "./offramp run --from file:/s/savepoint-1 --bundle /b --set 'job.name=two words'")
                .doesNotContain("secrets");
        assertThat(jobManager.requests())
                .contains("POST /jobs/ab12/stop {\"targetDirectory\":\"/s\"}")
                .doesNotContain("PATCH /jobs/ab12?mode=cancel ");
    }

    @Test
    void secrets_are_asked_for_and_the_options_of_a_job_that_others_started_too() {
        parameters("{\"offramp.run\": \"--property sasl.jaas.config=...\"}");
        stopped();
        assertThat(out.toString()).contains("--property sasl.jaas.config=...", "Put the secrets in");

        parameters("{}");
        stopped();
        assertThat(out.toString()).contains("does not tell its options", "--from file:/s/savepoint-1");
    }

    @Test
    void without_a_directory_it_takes_the_clusters_own() {
        jobManager.answer("/jobs/overview", RUNNING, job("FINISHED"));
        jobManager.answer(
                "/jobmanager/config",
                "[{\"key\": \"execution.checkpointing.savepoint-dir\", \"value\": \"s3://bucket/savepoints\"}]");
        jobManager.answer("/jobs/ab12/stop", "{\"request-id\": \"r1\"}");
        jobManager.answer(
                "/jobs/ab12/savepoints/r1",
                "{\"status\": {\"id\": \"COMPLETED\"}, \"operation\": {\"location\": \"s3://bucket/savepoints/1\"}}");

        assertThat(offramp("stop", "ab12")).isZero();
        assertThat(jobManager.requests())
                .contains("POST /jobs/ab12/stop {\"targetDirectory\":\"s3://bucket/savepoints\"}");
    }

    @Test
    void where_nobody_names_a_directory_nothing_is_stopped() {
        jobManager.answer("/jobs/overview", RUNNING);

        assertThat(offramp("stop", "ab12")).isEqualTo(1);
        assertThat(err.toString()).contains("has no directory for savepoints", "--savepoint-dir", "--cancel");
        assertThat(jobManager.requests()).noneMatch(request -> request.startsWith("POST"));
    }

    @Test
    void a_savepoint_that_fails_is_told_with_the_clusters_reason() {
        jobManager.answer("/jobs/overview", RUNNING);
        jobManager.answer("/jobs/ab12/stop", "{\"request-id\": \"r1\"}");
        jobManager.answer("/jobs/ab12/savepoints/r1", """
                {"status": {"id": "COMPLETED"}, "operation": {"failure-cause": {"class": "java.lang.Exception",
                 "stack-trace": "A: a\\n\\tat b\\nCaused by: java.io.IOException: disk full\\n\\tat c"}}}""");

        assertThat(offramp("stop", "ab12", "--savepoint-dir", "/s")).isEqualTo(1);
        assertThat(err.toString().strip())
                .isEqualTo("offramp: no savepoint of job ab12, which goes on: java.io.IOException: disk full");
    }

    @Test
    void what_the_job_manager_refuses_is_told() {
        jobManager.answer("/jobs/overview", RUNNING);
        jobManager.refuse("/jobs/ab12/stop", 400, "{\"errors\": [\"not now\"]}");

        assertThat(offramp("stop", "ab12", "--savepoint-dir", "/s")).isEqualTo(1);
        assertThat(err.toString()).contains("refused: not now");
    }

    @Test
    void cancel_leaves_no_savepoint() {
        jobManager.answer("/jobs/overview", RUNNING, job("CANCELED"));
        jobManager.answer("/jobs/ab12", "{}");

        assertThat(offramp("stop", "ab12", "--cancel")).isZero();
        assertThat(jobManager.requests()).contains("PATCH /jobs/ab12?mode=cancel ");
        assertThat(out.toString()).contains("is cancelled");
    }

    @Test
    void a_cancelled_job_has_no_savepoint_to_put_anywhere() {
        assertThat(offramp("stop", "ab12", "--cancel", "--savepoint-dir", "/s")).isEqualTo(2);
        assertThat(err.toString()).contains("--cancel takes no savepoint");
    }

    @Test
    void jobs_lists_those_that_live_and_the_free_slots() {
        jobManager.answer(
                "/jobs/overview", "{\"jobs\": [" + one("ab12", "RUNNING") + "," + one("cd34", "FAILED") + "]}");
        jobManager.answer("/overview", "{\"slots-available\": 3}");

        assertThat(offramp("jobs")).isZero();
        assertThat(out.toString())
                .contains("ab12", "RUNNING", "7 of 12", "offramp-one", "1 job at", "free slots: 3")
                .doesNotContain("cd34");
    }

    private void stopped() {
        jobManager.answer("/jobs/overview", RUNNING, job("FINISHED"));
        jobManager.answer("/jobs/ab12/stop", "{\"request-id\": \"r1\"}");
        jobManager.answer(
                "/jobs/ab12/savepoints/r1",
                "{\"status\": {\"id\": \"COMPLETED\"}, \"operation\": {\"location\": \"file:/s/savepoint-1\"}}");
        assertThat(offramp("stop", "ab12", "--savepoint-dir", "/s")).isZero();
    }

    private void parameters(String ofTheJob) {
        jobManager.answer("/jobs/ab12/config", "{\"execution-config\": {\"user-config\": " + ofTheJob + "}}");
    }

    private int offramp(String... arguments) {
        List<String> line = new ArrayList<>(List.of(arguments));
        line.addAll(List.of("--cluster", jobManager.address().toString()));
        return Offramp.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(line.toArray(String[]::new));
    }

    private static String job(String state) {
        return "{\"jobs\": [" + one("ab12", state) + "]}";
    }

    private static String one(String id, String state) {
        return "{\"jid\": \"" + id + "\", \"name\": \"offramp-one\", \"state\": \"" + state
                + "\", \"start-time\": 1700000000000, \"tasks\": {\"total\": 12, \"running\": 7}}";
    }
}
