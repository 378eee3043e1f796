package dev.offramp.it.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Flink's REST interface, as far as somebody needs it who submits a jar. */
public final class FlinkRest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BOUNDARY = "offramp-boundary";

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI base;

    public FlinkRest(URI base) {
        this.base = base;
    }

    /** As a command takes it. */
    public String base() {
        return base.toString();
    }

    /** How many TaskManagers are registered. */
    public int taskManagers() throws Exception {
        return send(request("/taskmanagers")).get("taskmanagers").size();
    }

    /** One of a TaskManager's. */
    public double metric(String taskManager, String name) throws Exception {
        return send(request("/taskmanagers/" + taskManager + "/metrics?get=" + name))
                .at("/0/value")
                .asDouble();
    }

    /** Gives the jar to the JobManager; returns the id under which it can be run. */
    public String upload(Path jar) throws Exception {
        String head = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\""
                + jar.getFileName() + "\"\r\nContent-Type: application/x-java-archive\r\n\r\n";
        BodyPublisher body = BodyPublishers.concat(
                BodyPublishers.ofString(head),
                BodyPublishers.ofFile(jar),
                BodyPublishers.ofString("\r\n--" + BOUNDARY + "--\r\n"));
        JsonNode answer = send(request("/jars/upload")
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(body));
        return Path.of(answer.get("filename").asText()).getFileName().toString();
    }

    /** Runs the main class of an uploaded jar on the JobManager; returns the job's id. */
    public String run(String jar, List<String> arguments) throws Exception {
        Map<String, Object> body =
                Map.of("entryClass", "dev.offramp.job.OfframpJob", "programArgsList", arguments, "parallelism", 2);
        return send(request("/jars/" + jar + "/run").POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))))
                .get("jobid")
                .asText();
    }

    public String state(String job) throws Exception {
        return send(request("/jobs/" + job)).get("state").asText();
    }

    /** Subtasks of the widest of its vertices. */
    int parallelism(String job) throws Exception {
        return Collections.max(subtasks(job).values());
    }

    /** How many subtasks each vertex has, by its id. */
    public Map<String, Integer> subtasks(String job) throws Exception {
        Map<String, Integer> subtasks = new TreeMap<>();
        for (JsonNode vertex : send(request("/jobs/" + job)).get("vertices")) {
            subtasks.put(vertex.get("id").asText(), vertex.get("parallelism").asInt());
        }
        return subtasks;
    }

    /** Whether all its tasks run, and none is still opening its models. */
    public boolean allRun(String job) throws Exception {
        return send(request("/jobs/" + job)).get("vertices").findValuesAsText("status").stream()
                .allMatch("RUNNING"::equals);
    }

    /** The id of the vertex with an operator in its chain. */
    public String vertex(String job, String operator) throws Exception {
        for (JsonNode vertex : send(request("/jobs/" + job)).get("vertices")) {
            if (vertex.get("name").asText().contains(operator)) {
                return vertex.get("id").asText();
            }
        }
        throw new AssertionError("no vertex has " + operator);
    }

    /** The sum of all metrics of a job's operators that are called so, over all vertices, labels and subtasks. */
    public double sum(String job, String metric) throws Exception {
        double sum = 0;
        for (String vertex : subtasks(job).keySet()) {
            String path = "/jobs/" + job + "/vertices/" + vertex + "/subtasks/metrics";
            List<String> found = send(request(path)).findValuesAsText("id").stream()
                    .filter(name -> name.endsWith("." + metric))
                    .toList();
            for (JsonNode value : found.isEmpty()
                    ? JSON.createArrayNode()
                    : send(request(path + "?get=" + String.join(",", found)))) {
                sum += value.get("sum").asDouble();
            }
        }
        return sum;
    }

    /** Asks for so many subtasks of each vertex, all of them, as the autoscaler of Flink's operator does. */
    public void require(String job, Map<String, Integer> subtasks) throws Exception {
        Map<String, Object> body = new TreeMap<>();
        subtasks.forEach(
                (vertex, most) -> body.put(vertex, Map.of("parallelism", Map.of("lowerBound", 1, "upperBound", most))));
        send(request("/jobs/" + job + "/resource-requirements")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))));
    }

    /** What the web page shows of a JobManager's configuration. */
    String configuration() throws Exception {
        return send(request("/jobmanager/config")).toString();
    }

    public List<String> runningJobs() throws Exception {
        List<String> running = new ArrayList<>();
        for (JsonNode job : send(request("/jobs")).get("jobs")) {
            if (!List.of("CANCELED", "FAILED", "FINISHED")
                    .contains(job.get("status").asText())) {
                running.add(job.get("id").asText());
            }
        }
        return running;
    }

    public long checkpointIntervalMillis(String job) throws Exception {
        return send(request("/jobs/" + job + "/checkpoints/config"))
                .get("interval")
                .asLong();
    }

    /** How long ago a checkpoint was completed. */
    public long millisSinceCheckpoint(String job) throws Exception {
        long newest = send(request("/jobs/" + job + "/checkpoints"))
                .at("/latest/completed/latest_ack_timestamp")
                .asLong();
        return System.currentTimeMillis() - newest;
    }

    /** One with a task in it; empty where none has. */
    public String busyTaskManager() throws Exception {
        for (JsonNode taskManager : send(request("/taskmanagers")).get("taskmanagers")) {
            if (taskManager.get("freeSlots").asInt()
                    < taskManager.get("slotsNumber").asInt()) {
                return taskManager.get("id").asText();
            }
        }
        return "";
    }

    /** How often the job was started from a checkpoint or savepoint since its JobManager leads. */
    public int restarts(String job) throws Exception {
        return send(request("/jobs/" + job + "/checkpoints"))
                .at("/counts/restored")
                .asInt();
    }

    /** The time as the JobManager has it. */
    public long clockMillis(String job) throws Exception {
        return send(request("/jobs/" + job)).get("now").asLong();
    }

    /** The failures that the job has restarted from. */
    public List<String> failures(String job) throws Exception {
        return send(request("/jobs/" + job + "/exceptions"))
                .at("/exceptionHistory/entries")
                .findValuesAsText("stacktrace");
    }

    /** Cancels the job and waits until it has ended. */
    public void cancel(String job) throws Exception {
        send(request("/jobs/" + job + "?mode=cancel").method("PATCH", BodyPublishers.noBody()));
        Await.until(
                "job " + job + " to be cancelled", PATIENCE, () -> state(job).equals("CANCELED"));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE);
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var response = client.send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IOException(response.statusCode() + " " + response.body().replace("\\n", "\n"));
        }
        return JSON.readTree(response.body().isEmpty() ? "{}" : response.body());
    }
}
