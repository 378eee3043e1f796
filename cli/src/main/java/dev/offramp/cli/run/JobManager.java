package dev.offramp.cli.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.offramp.cli.rest.FlinkRest;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks a Flink JobManager what the client library does not tell, and tells it what to do with its jobs. */
record JobManager(FlinkRest rest) {

    private static final String SAVEPOINT_DIR = "execution.checkpointing.savepoint-dir";

    URI address() {
        return rest.address();
    }

    /** Fails with one line where no JobManager answers. */
    int freeSlots() {
        return rest.get("/overview").path("slots-available").asInt();
    }

    /** Every job that it remembers, the newest first. */
    List<JobStatusLine> jobs() {
        List<JobStatusLine> jobs = new ArrayList<>();
        for (JsonNode job : rest.get("/jobs/overview").path("jobs")) {
            jobs.add(new JobStatusLine(
                    job.path("jid").asText(),
                    job.path("name").asText(),
                    job.path("state").asText(),
                    Instant.ofEpochMilli(job.path("start-time").asLong()),
                    job.at("/tasks/running").asInt(),
                    job.at("/tasks/total").asInt()));
        }
        jobs.sort(JobStatusLine.NEWEST_FIRST);
        return jobs;
    }

    /** Whether every task of the job runs: a job is said to run while its tasks still wait for slots. */
    boolean isWhollyRunning(String jobId) {
        return jobs().stream().anyMatch(job -> job.id().equals(jobId) && job.isWhollyRunning());
    }

    /** Where savepoints go that are not told where to go. */
    Optional<String> savepointDirectory() {
        return Optional.ofNullable(settings().get(SAVEPOINT_DIR));
    }

    /** Flink's configuration of the cluster, as far as it is no secret. */
    Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        for (JsonNode entry : rest.get("/jobmanager/config")) {
            settings.put(entry.path("key").asText(), entry.path("value").asText());
        }
        return settings;
    }

    /** How a job was started, if it was by {@code ./offramp run}. */
    Optional<StartOptions> startOptions(String jobId) {
        Map<String, String> parameters = new HashMap<>();
        rest.get("/jobs/" + jobId + "/config")
                .at("/execution-config/user-config")
                .properties()
                .forEach(parameter ->
                        parameters.put(parameter.getKey(), parameter.getValue().asText()));
        return StartOptions.in(parameters);
    }

    /** Why the job failed last, where it did, in one line. */
    Optional<String> newestFailure(String jobId) {
        JsonNode failure =
                rest.get("/jobs/" + jobId + "/exceptions?maxExceptions=1").at("/exceptionHistory/entries/0/stacktrace");
        return failure.isMissingNode() ? Optional.empty() : Optional.of(FlinkRest.reasonIn(failure.asText()));
    }

    /** Begins to stop a job behind a savepoint; the job goes on where that fails. */
    Savepoint beginStop(String jobId, String directory) {
        var order = JsonNodeFactory.instance.objectNode().put("targetDirectory", directory);
        String request =
                rest.post("/jobs/" + jobId + "/stop", order).path("request-id").asText();
        return new Savepoint(rest, jobId, request);
    }

    /** Begins to cancel a job. */
    void cancel(String jobId) {
        rest.patch("/jobs/" + jobId + "?mode=cancel");
    }
}
