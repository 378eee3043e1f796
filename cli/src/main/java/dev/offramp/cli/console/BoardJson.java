package dev.offramp.cli.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.offramp.cli.analysis.Bottleneck;
import dev.offramp.cli.analysis.Flow;
import dev.offramp.cli.analysis.Frontier;
import dev.offramp.cli.analysis.LatencyBuckets;
import dev.offramp.cli.analysis.Position;
import dev.offramp.cli.analysis.TaskLoad;
import dev.offramp.cli.analysis.WindowJson;
import dev.offramp.cli.watch.AnsweredFrame;
import dev.offramp.cli.watch.Board;
import dev.offramp.cli.watch.Event;
import dev.offramp.cli.watch.JobState;
import dev.offramp.cli.watch.RejectCounts;
import dev.offramp.cli.watch.SourceState;
import dev.offramp.throughput.ServedWindow;
import java.util.List;
import java.util.Optional;

/** The board as JSON: once in full for whoever opens the page, and then what is new, once a second. */
final class BoardJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int LONGEST_TEXT = 500;

    /** What bundles that answer, or run, beside each other are compared by. */
    private static final List<String> OF_BUNDLE =
            List.of("start", "end", "bundle", "samples", "cost", "p50", "p99", "accuracy", "agreement", "shadow");

    private final Optional<Frontier> frontier;

    /** @param frontier of the bundle that is served, where it is known */
    BoardJson(Optional<Frontier> frontier) {
        this.frontier = frontier;
    }

    /** What a page begins with. */
    ObjectNode history(Board.Snapshot board) {
        ObjectNode json = NODES.objectNode();
        json.put("windowNumber", board.windowNumber());
        ArrayNode buckets = json.putArray("buckets");
        LatencyBuckets.boundsMillis().forEach(buckets::add);
        ArrayNode windows = json.putArray("windows");
        board.windows().forEach(window -> windows.add(WindowJson.of(window)));
        ArrayNode flows = json.putArray("flows");
        board.flows().forEach(timed -> flows.add(flow(timed.flow()).put("at", timed.atMillis())));
        ArrayNode points = json.putArray("frontier");
        frontier.ifPresent(known -> known.points()
                .forEach(point -> points.add(NODES.arrayNode().add(point.cost()).add(point.accuracy()))));
        return json;
    }

    /** What stands there now. */
    ObjectNode now(Board.Snapshot board) {
        ObjectNode json = NODES.objectNode();
        json.put("at", board.atMillis());
        json.set("sources", sources(board.sources()));
        board.flow().ifPresent(timed -> json.set("flow", flow(timed.flow()).put("at", timed.atMillis())));
        board.job().ifPresent(job -> json.set("job", job(job)));
        List<ServedWindow> recent = board.recent();
        ArrayNode bundles = json.putArray("bundles");
        recent.forEach(sum -> bundles.add(WindowJson.of(sum).retain(OF_BUNDLE)));
        if (!recent.isEmpty()) {
            json.set("recent", WindowJson.withStreams(recent.get(0)));
            frontier.filter(known -> known.isOf(recent.get(0).bundle()))
                    .ifPresent(known -> json.set("position", position(known, recent.get(0))));
        }
        json.set("bottleneck", bottleneck(board.bottleneck()));
        json.set("events", events(board));
        json.set("frames", frames(board.frames()));
        json.put("newestAnswer", board.newestAnswerMillis());
        json.set("rejects", rejects(board.rejects()));
        return json;
    }

    private static ObjectNode position(Frontier frontier, ServedWindow recent) {
        Position position = Position.on(frontier, recent.figures());
        ObjectNode json = NODES.objectNode().put("cost", position.cost()).put("expected", position.expected());
        ArrayNode sentences = json.putArray("sentences");
        position.sentences().forEach(sentences::add);
        return json;
    }

    private static ObjectNode bottleneck(Bottleneck found) {
        return NODES.objectNode()
                .put("name", found.name())
                .put("reason", found.reason())
                .put("holds", found.holds());
    }

    private static ArrayNode sources(List<SourceState> sources) {
        ArrayNode array = NODES.arrayNode();
        sources.forEach(source -> array.add(NODES.objectNode()
                .put("name", source.name())
                .put("since", source.sinceMillis())
                .put("problem", source.problem())));
        return array;
    }

    private static ObjectNode flow(Flow flow) {
        return NODES.objectNode()
                .put("in", flow.in())
                .put("out", flow.out())
                .put("lag", flow.lag())
                .put("lagTrend", flow.lagTrend());
    }

    private static ObjectNode job(JobState job) {
        ObjectNode json = NODES.objectNode()
                .put("id", job.id())
                .put("name", job.name())
                .put("state", job.state())
                .put("since", job.sinceMillis())
                .put("parallelism", job.parallelism())
                .put("restarts", job.restarts())
                .put("checkpoint", job.checkpointMillis())
                .put("failedCheckpoints", job.failedCheckpoints());
        ArrayNode tasks = json.putArray("tasks");
        job.tasks().forEach(task -> tasks.add(task(task)));
        return json;
    }

    private static ObjectNode task(TaskLoad task) {
        return NODES.objectNode()
                .put("task", task.task())
                .put("subtasks", task.subtasks())
                .put("busy", task.busy())
                .put("meanBusy", task.meanBusy())
                .put("backpressured", task.backpressured());
    }

    private static ArrayNode events(Board.Snapshot board) {
        ArrayNode array = NODES.arrayNode();
        for (Event event : board.events()) {
            ObjectNode json = NODES.objectNode()
                    .put("at", event.atMillis())
                    .put("kind", event.kind())
                    .put("text", cut(event.text()));
            Optional.ofNullable(board.effects().get(event)).ifPresent(effect -> json.put("effect", effect));
            array.add(json);
        }
        return array;
    }

    private static ArrayNode frames(List<AnsweredFrame> frames) {
        ArrayNode array = NODES.arrayNode();
        frames.forEach(frame -> array.add(NODES.objectNode()
                .put("id", frame.id())
                .put("stream", cut(frame.stream()))
                .put("sequence", frame.sequence())
                .put("predicted", frame.predicted())
                .put("confidence", frame.confidence())
                .put("exit", frame.exit())
                .put("verdict", frame.verdict())
                .put("label", frame.label())
                .put("at", frame.atMillis())
                .put("picture", frame.picture())));
        return array;
    }

    private static ObjectNode rejects(RejectCounts rejects) {
        ObjectNode json = NODES.objectNode().put("lookedAt", rejects.lookedAt());
        ArrayNode reasons = json.putArray("reasons");
        rejects.reasons()
                .forEach(reason -> reasons.add(NODES.objectNode()
                        .put("reason", reason.reason())
                        .put("count", reason.count())
                        .put("detail", cut(reason.detail()))
                        .put("where", reason.where())
                        .put("at", reason.atMillis())));
        return json;
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + " ...";
    }
}
