package dev.offramp.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.offramp.cli.analysis.LatencyBuckets;
import dev.offramp.cli.analysis.WindowJson;
import dev.offramp.throughput.ServedWindow;
import java.util.List;

/** What the report's page draws: the windows as the console has them, without what no picture over time shows. */
final class ReportJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final List<String> DRAWN = List.of(
            "start",
            "end",
            "bundle",
            "samples",
            "rate",
            "cost",
            "accuracy",
            "agreement",
            "p50",
            "p95",
            "p99",
            "latencies",
            "exits",
            "stages");

    private ReportJson() {}

    static ObjectNode of(Report report) {
        ObjectNode json = NODES.objectNode();
        json.put("zone", report.times().zone().getId());
        ArrayNode buckets = json.putArray("buckets");
        LatencyBuckets.boundsMillis().forEach(buckets::add);
        ArrayNode windows = json.putArray("windows");
        report.history().ifPresent(of -> of.windows().forEach(window -> windows.add(drawn(window))));
        report.history()
                .ifPresent(of -> json.set("whole", WindowJson.of(of.sums().get(0))));
        ArrayNode points = json.putArray("frontier");
        report.model().flatMap(Model::frontier).ifPresent(known -> known.points()
                .forEach(point -> points.add(NODES.arrayNode().add(point.cost()).add(point.accuracy()))));
        ArrayNode places = json.putArray("places");
        report.places().forEach(place -> places.add(place(place)));
        ArrayNode events = json.putArray("events");
        report.changes()
                .forEach(change -> events.add(
                        NODES.objectNode().put("at", change.atMillis()).put("kind", change.kind())));
        return json;
    }

    private static ObjectNode drawn(ServedWindow window) {
        ObjectNode json = WindowJson.of(window);
        json.retain(DRAWN);
        for (JsonNode exit : json.withArray("exits")) {
            ((ObjectNode) exit).retain("share");
        }
        for (JsonNode stage : json.withArray("stages")) {
            ((ObjectNode) stage).retain("batch");
        }
        return json;
    }

    private static ObjectNode place(Place place) {
        ObjectNode json = NODES.objectNode().put("cost", place.cost()).put("interval", place.interval());
        place.measured().ifPresentOrElse(share -> json.put("measured", share.value()), () -> place.expected()
                .ifPresent(expected -> json.put("expected", expected)));
        if (place.whole()) {
            json.put("here", true).put("label", place.interval());
            place.measured().ifPresent(share -> json.put("low", share.low()).put("high", share.high()));
        }
        return json;
    }
}
