package dev.offramp.cli.evaluate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.offramp.budget.Expectation;
import dev.offramp.budget.Interval;
import dev.offramp.cli.policy.CriterionJson;

/**
 * A trial as JSON: the policy that it found, with what was expected of it and what was measured.
 *
 * @param unit  what it was measured on, in one word
 * @param count of them
 */
record TrialJson(CriterionJson policy, Trial trial, String unit, int count) {

    private static final ObjectMapper JSON = new ObjectMapper();

    ObjectNode node() {
        ObjectNode node = policy.node();
        Expectation expectation = trial.solution().expectation();
        ObjectNode expected = node.putObject("expected");
        expected.set("accuracy", interval(expectation.accuracy()));
        expected.set("meanCost", interval(expectation.meanCost()));
        ArrayNode shares = expected.putArray("exitShares");
        expectation.shares().forEach(share -> shares.add(interval(share)));
        ObjectNode measured = node.putObject("measured")
                .put(unit, count)
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
