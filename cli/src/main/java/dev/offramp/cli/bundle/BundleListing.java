package dev.offramp.cli.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.offramp.bundle.store.BundleSource;
import dev.offramp.cli.terminal.Printable;
import dev.offramp.refresh.Decision;
import dev.offramp.refresh.Decision.Outcome;
import dev.offramp.refresh.Order;
import dev.offramp.refresh.TaskReport;
import java.util.Optional;

/** What {@code bundle show --json} prints: orders with the fields of the schema, what holds instead, what tasks say, what was refused. */
final class BundleListing {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private BundleListing() {}

    static String of(BundleBoard board, String topic, long nowMillis) {
        ObjectNode root = NODES.objectNode().put("topic", topic).put("at", BundleText.time(nowMillis));
        ArrayNode orders = root.putArray("orders");
        board.orders().forEach(order -> orders.add(order(order, board)));
        ArrayNode tasks = root.putArray("tasks");
        board.reports().forEach(report -> tasks.add(task(report)));
        ArrayNode refused = root.putArray("refused");
        for (BundleBoard.RefusedRecord record : board.refused()) {
            refused.addObject()
                    .put("record", record.origin().toString())
                    .put("key", record.key())
                    .put("reason", record.refusal().reason().name())
                    .put("detail", record.refusal().detail());
        }
        return Printable.inQuotes(root.toPrettyString());
    }

    private static ObjectNode order(Order order, BundleBoard board) {
        ObjectNode node = NODES.objectNode()
                .put("scope", order.scope().name())
                .put("target", order.target())
                .put("onTrial", order.onTrial())
                .put("version", order.version())
                .put("role", order.role().name())
                .put("share", order.share())
                .put("rule", order.rule())
                .put("author", order.author())
                .put("reason", order.reason());
        node.set(
                "validFrom",
                order.validFromMillis().isPresent()
                        ? NODES.textNode(BundleText.time(order.validFromMillis().getAsLong()))
                        : NODES.nullNode());
        node.set("bundle", bundle(order.source()));
        node.set("previous", bundle(order.previous()));
        node.set("decision", board.decision(order).map(BundleListing::decision).orElse(NODES.nullNode()));
        node.set("holds", bundle(board.standing(order.key())));
        return node;
    }

    private static JsonNode decision(Decision decision) {
        ObjectNode node = NODES.objectNode()
                .put("outcome", decision.outcome().name())
                .put("reason", decision.reason())
                .put("decidedAt", BundleText.time(decision.decidedAtMillis()));
        node.set(
                "validFrom",
                decision.outcome() == Outcome.ACCEPTED
                        ? NODES.textNode(BundleText.time(decision.validFromMillis()))
                        : NODES.nullNode());
        return node;
    }

    private static ObjectNode task(TaskReport report) {
        ObjectNode node = NODES.objectNode()
                .put("operator", report.operator())
                .put("subtask", report.subtask())
                .put("parallelism", report.parallelism())
                .put("round", report.round());
        node.set("bundle", bundle(Optional.of(report.source())));
        node.set("problem", report.problem().<JsonNode>map(NODES::textNode).orElse(NODES.nullNode()));
        return node;
    }

    private static JsonNode bundle(Optional<BundleSource> source) {
        return source.<JsonNode>map(found -> NODES.objectNode()
                        .put("name", found.id().name())
                        .put("version", found.id().version())
                        .put("sha256", found.sha256())
                        .put("uri", found.uri().toString()))
                .orElse(NODES.nullNode());
    }
}
