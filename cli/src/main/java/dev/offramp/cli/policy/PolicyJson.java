package dev.offramp.cli.policy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.offramp.policy.Limits;
import dev.offramp.policy.Policy;
import dev.offramp.policy.PolicyUpdate;
import dev.offramp.policy.Thresholds;
import java.util.Optional;

/** Policies as JSON; its {@code measure}, {@code temperatures} and {@code thresholds} are what {@code --from} reads. */
final class PolicyJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private PolicyJson() {}

    static String of(PolicyBoard board, String topic, long nowMillis) {
        ObjectNode root = NODES.objectNode()
                .put("topic", topic)
                .put("at", PolicyText.time(nowMillis))
                .put("exits", board.earlyExits() + 1);
        ArrayNode policies = root.putArray("policies");
        board.standing(nowMillis).forEach(update -> policies.add(update(update, nowMillis)));
        ArrayNode refused = root.putArray("refused");
        for (PolicyBoard.RefusedRecord record : board.refused()) {
            refused.addObject()
                    .put("record", record.origin().toString())
                    .put("key", record.key())
                    .put("reason", record.refusal().reason().name())
                    .put("detail", record.refusal().detail());
        }
        return root.toPrettyString();
    }

    /** What a stream meets; of a bundle that is not known no more than its version. */
    static String of(Optional<PolicyUpdate> met, Optional<Policy> recommended, long nowMillis) {
        ObjectNode node = met.map(update -> update(update, nowMillis))
                .or(() -> recommended.map(PolicyJson::policy))
                .orElseGet(() -> NODES.objectNode().put("version", 0));
        return node.toPrettyString();
    }

    private static ObjectNode update(PolicyUpdate update, long nowMillis) {
        ObjectNode node = NODES.objectNode()
                .put("scope", update.scope().name())
                .put("target", update.target())
                .put("scheduled", update.validFromMillis() > nowMillis)
                .put("author", update.succession().author())
                .put("steered", update.succession().steered());
        node.set(
                "validFrom",
                update.validFromMillis() == PolicyUpdate.AT_ONCE
                        ? NODES.nullNode()
                        : NODES.textNode(PolicyText.time(update.validFromMillis())));
        return node.setAll(policy(update.policy()));
    }

    private static ObjectNode policy(Policy policy) {
        ObjectNode node = NODES.objectNode()
                .put("version", policy.version())
                .put("measure", policy.criterion().measure().name());
        ArrayNode temperatures = node.putArray("temperatures");
        for (float temperature : policy.criterion().temperatures().toArray()) {
            temperatures.add(temperature);
        }
        ArrayNode thresholds = node.putArray("thresholds");
        for (float threshold : policy.thresholds().toArray()) {
            thresholds.add(threshold == Thresholds.CLOSED ? NODES.nullNode() : NODES.numberNode(threshold));
        }
        putLimit(node, "deadlineMillis", policy.limits().deadlineMillis());
        putLimit(node, "budgetMultiplyAdds", policy.limits().budgetMultiplyAdds());
        return node.put("shadowShare", policy.shadowShare());
    }

    private static void putLimit(ObjectNode node, String field, long limit) {
        node.set(field, limit == Limits.NONE ? NODES.nullNode() : NODES.numberNode(limit));
    }
}
