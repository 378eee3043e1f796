package dev.offramp.cli.evaluate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.offramp.budget.Expectation;
import dev.offramp.budget.Interval;
import dev.offramp.policy.Criterion;
import dev.offramp.policy.Thresholds;
import dev.offramp.sample.BundleId;

/** A criterion as JSON, written as in a manifest: a closed exit's threshold is null; and the bundle that it is for. */
record PolicyJson(BundleId bundle, Criterion criterion) {

    private static final ObjectMapper JSON = new ObjectMapper();

    ObjectNode node() {
        ObjectNode policy =
                JSON.createObjectNode().put("measure", criterion.measure().name());
        ArrayNode temperatures = policy.putArray("temperatures");
        for (float temperature : criterion.temperatures().toArray()) {
            temperatures.add(temperature);
        }
        ArrayNode thresholds = policy.putArray("thresholds");
        for (float threshold : criterion.thresholds().toArray()) {
            if (threshold == Thresholds.CLOSED) {
                thresholds.addNull();
            } else {
                thresholds.add(threshold);
            }
        }
        policy.putObject("bundle").put("name", bundle.name()).put("version", bundle.version());
        return policy;
    }

    /** The policy, with what was expected of it and what was measured. */
    ObjectNode with(Trial trial) {
        ObjectNode node = node();
        Expectation expectation = trial.solution().expectation();
        ObjectNode expected = node.putObject("expected");
        expected.set("accuracy", interval(expectation.accuracy()));
        expected.set("meanCost", interval(expectation.meanCost()));
        ArrayNode shares = expected.putArray("exitShares");
        expectation.shares().forEach(share -> shares.add(interval(share)));
        ObjectNode measured = node.putObject("measured")
                .put("accuracy", trial.measured().accuracy())
                .put("meanCost", trial.measured().meanCost());
        measured.set("exitShares", JSON.valueToTree(trial.measured().shares()));
        return node;
    }

    private static ObjectNode interval(Interval interval) {
        return JSON.createObjectNode()
                .put("value", interval.value())
                .put("low", interval.low())
                .put("high", interval.high());
    }
}
