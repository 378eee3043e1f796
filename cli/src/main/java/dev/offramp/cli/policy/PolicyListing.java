package dev.offramp.cli.policy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.offramp.policy.Limits;
import dev.offramp.policy.Policy;
import dev.offramp.policy.PolicyTerms;
import dev.offramp.policy.ScopedPolicy;
import dev.offramp.policy.Wish;
import java.util.List;
import java.util.Optional;

/**
 * What {@code policy show --json} prints: policies with the fields of the schema (null is left to the next wider scope, 0 is no
 * limit), and what was refused; thresholds as {@link CriterionJson} has them.
 */
final class PolicyListing {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private PolicyListing() {}

    static String of(PolicyBoard board, String topic, long nowMillis, Optional<BundleInForce> served) {
        ObjectNode root = NODES.objectNode().put("topic", topic).put("at", PolicyText.time(nowMillis));
        ObjectNode bundle = root.putObject("served"); // empty where it is not known
        served.ifPresent(known ->
                bundle.put("name", known.id().name()).put("version", known.id().version()));
        ArrayNode policies = root.putArray("policies");
        board.standing(nowMillis).forEach(update -> policies.add(update(update, nowMillis, served)));
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

    /** What a stream meets: the updates that say something of it, the narrowest scope's first, and what they come to. */
    static String of(
            List<ScopedPolicy> reaching, Optional<Policy> met, long nowMillis, Optional<BundleInForce> served) {
        ObjectNode root = NODES.objectNode();
        met.ifPresent(policy -> {
            ObjectNode node = root.putObject("met").put("version", policy.version());
            new CriterionJson(policy.criterion(), Optional.empty()).putInto(node);
            putLimits(node, PolicyTerms.of(Wish.OPEN, policy.limits(), policy.shadowShare()));
        });
        ArrayNode policies = root.putArray("policies");
        reaching.forEach(update -> policies.add(update(update, nowMillis, served)));
        return root.toPrettyString();
    }

    private static ObjectNode update(ScopedPolicy update, long nowMillis, Optional<BundleInForce> served) {
        ObjectNode node = NODES.objectNode()
                .put("scope", update.scope().name())
                .put("target", update.target())
                .put("version", update.version())
                .put("scheduled", update.validFromMillis() > nowMillis)
                .put("state", PolicyText.state(update, nowMillis, served))
                .put("author", update.succession().author())
                .put("reason", update.succession().reason())
                .put("steered", update.succession().steered());
        node.set(
                "validFrom",
                update.validFromMillis() == ScopedPolicy.AT_ONCE
                        ? NODES.nullNode()
                        : NODES.textNode(PolicyText.time(update.validFromMillis())));
        put(node, update.terms().wish());
        putLimits(node, update.terms());
        return node;
    }

    private static void put(ObjectNode node, Wish wish) {
        if (wish instanceof Wish.AccuracyLoss loss) {
            node.put("acceptedLoss", loss.share());
        } else if (wish instanceof Wish.MeanMultiplyAdds mean) {
            node.put("costMultiplyAdds", mean.multiplyAdds());
        } else if (wish instanceof Wish.MeanMilliseconds mean) {
            node.put("costMilliseconds", mean.milliseconds());
        } else if (wish instanceof Wish.ThresholdsOf thresholds) {
            new CriterionJson(thresholds.criterion(), Optional.of(thresholds.bundle())).putInto(node);
        }
    }

    private static void putLimits(ObjectNode node, PolicyTerms terms) {
        putLimit(node, "deadlineMillis", terms.deadlineMillis());
        putLimit(node, "budgetMultiplyAdds", terms.budgetMultiplyAdds());
        double rate = terms.framesPerSecond();
        node.set(
                "framesPerSecond",
                rate == PolicyTerms.OPEN ? NODES.nullNode() : NODES.numberNode(rate == Limits.ANY_RATE ? 0 : rate));
        double share = terms.shadowShare();
        node.set("shadowShare", share == PolicyTerms.OPEN_SHARE ? NODES.nullNode() : NODES.numberNode(share));
    }

    private static void putLimit(ObjectNode node, String field, long limit) {
        node.set(
                field,
                limit == PolicyTerms.OPEN ? NODES.nullNode() : NODES.numberNode(limit == Limits.NONE ? 0 : limit));
    }
}
