package dev.offramp.cli.watch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offramp.cli.analysis.TaskLoad;
import dev.offramp.cli.rest.FlinkRest;
import dev.offramp.cli.terminal.CommandFailure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.StreamSupport;

/** What Flink's REST interface says of the job: whether it runs, how busy its tasks are, its checkpoints and restarts. */
final class FlinkSource implements Source {

    private static final String JOB_NAME = "offramp";
    private static final double BUSY_MILLIS_A_SECOND = 1000;

    private final FlinkRest rest;
    private final Optional<String> wanted;
    private final LongSupplier clock;
    private Optional<JobState> last = Optional.empty();

    /** @param wanted id of the job; else the newest one of ours */
    FlinkSource(FlinkRest rest, Optional<String> wanted, LongSupplier clock) {
        this.rest = rest;
        this.wanted = wanted;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "Flink";
    }

    @Override
    public void read(Board board) {
        Optional<JobState> now = job().map(this::state);
        now.ifPresent(
                state -> new JobChanges(last, state, clock.getAsLong()).events().forEach(board::event));
        board.job(now);
        last = now.or(() -> last);
        if (now.isEmpty()) {
            throw new CommandFailure("the cluster at " + rest.address() + " runs no such job");
        }
    }

    private Optional<JsonNode> job() {
        return StreamSupport.stream(rest.get("/jobs/overview").path("jobs").spliterator(), false)
                .filter(job -> wanted.map(id -> id.equals(job.path("jid").asText()))
                        .orElseGet(() -> job.path("name").asText().contains(JOB_NAME)))
                .max(Comparator.comparingLong(job -> job.path("start-time").asLong()));
    }

    private JobState state(JsonNode job) {
        String id = job.path("jid").asText();
        String state = job.path("state").asText();
        boolean runs = state.equals("RUNNING");
        JsonNode checkpoints = rest.get("/jobs/" + id + "/checkpoints");
        List<TaskLoad> tasks = runs ? tasks(id) : List.of();
        return new JobState(
                id,
                job.path("name").asText(),
                state,
                job.path("start-time").asLong(),
                tasks.stream().mapToInt(TaskLoad::subtasks).max().orElse(0),
                metric("/jobs/" + id + "/metrics?get=numRestarts", "value"),
                checkpoints.at("/latest/completed/latest_ack_timestamp").asLong(),
                checkpoints.at("/counts/failed").asLong(),
                tasks);
    }

    private long metric(String path, String field) {
        JsonNode metrics = rest.get(path);
        return metrics.isEmpty() ? 0 : Math.round(metrics.get(0).path(field).asDouble());
    }

    private List<TaskLoad> tasks(String id) {
        List<TaskLoad> tasks = new ArrayList<>();
        for (JsonNode vertex : rest.get("/jobs/" + id).path("vertices")) {
            JsonNode metrics =
                    rest.get("/jobs/" + id + "/vertices/" + vertex.path("id").asText()
                            + "/subtasks/metrics?get=busyTimeMsPerSecond,backPressuredTimeMsPerSecond&agg=max,avg");
            tasks.add(new TaskLoad(
                    vertex.path("name").asText(),
                    vertex.path("parallelism").asInt(),
                    share(metrics, "busyTimeMsPerSecond", "max"),
                    share(metrics, "busyTimeMsPerSecond", "avg"),
                    share(metrics, "backPressuredTimeMsPerSecond", "max")));
        }
        return tasks;
    }

    private static double share(JsonNode metrics, String id, String aggregate) {
        for (JsonNode metric : metrics) {
            if (metric.path("id").asText().equals(id)) {
                double share = metric.path(aggregate).asDouble() / BUSY_MILLIS_A_SECOND;
                return Double.isNaN(share) ? 0 : Math.min(1, Math.max(0, share));
            }
        }
        return 0;
    }

    @Override
    public void lost(Board board) {
        board.job(Optional.empty());
    }

    @Override
    public void close() {
        // nothing is kept open
    }
}
