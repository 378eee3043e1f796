package dev.offramp.cli.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.offramp.cli.terminal.CommandFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks a Flink JobManager over HTTP what the client library does not tell. */
record JobManager(URI address) {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    JobManager {
        if (address.getHost() == null || address.getPort() < 0) {
            throw new CommandFailure("--cluster must look like http://jobmanager:8081, was " + address);
        }
    }

    /** Fails with one line where no JobManager answers. */
    int freeSlots() {
        return get("/overview").path("slots-available").asInt();
    }

    /** Whether every task of the job runs: a job is said to run while its tasks still wait for slots. */
    boolean isWhollyRunning(String jobId) {
        for (var job : get("/jobs/overview").path("jobs")) {
            if (job.path("jid").asText().equals(jobId)) {
                var tasks = job.path("tasks");
                return tasks.path("total").asInt() > 0
                        && tasks.path("running").asInt() == tasks.path("total").asInt();
            }
        }
        return false;
    }

    private JsonNode get(String path) {
        var request =
                HttpRequest.newBuilder(address.resolve(path)).timeout(PATIENCE).build();
        var client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        try {
            return JSON.readTree(client.send(request, BodyHandlers.ofString()).body());
        } catch (IOException failure) {
            throw new CommandFailure(
                    "no Flink JobManager answers at " + address + ": is it running, and is --cluster right?", failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("stopped while waiting for " + address, stopped);
        }
    }
}
