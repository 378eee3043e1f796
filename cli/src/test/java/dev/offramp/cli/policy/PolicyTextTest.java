package dev.offramp.cli.policy;

import static dev.offramp.cli.policy.TestingPolicies.NOW;
import static dev.offramp.cli.policy.TestingPolicies.SERVED;
import static dev.offramp.cli.policy.TestingPolicies.everybody;
import static dev.offramp.cli.policy.TestingPolicies.thresholds;
import static dev.offramp.cli.policy.TestingPolicies.update;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.offramp.policy.PolicyCheck;
import dev.offramp.policy.PolicySchedule;
import dev.offramp.policy.Scope;
import dev.offramp.policy.ScopedPolicy;
import dev.offramp.policy.Succession;
import dev.offramp.policy.Thresholds;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyTextTest {

    private static final ScopedPolicy FIRST = everybody(1, thresholds(0.9f, 0.8f));
    private static final ScopedPolicy LATER = update(Scope.DEFAULT, "", NOW + 60_000, 2, thresholds(0.5f, 0.8f));

    @Test
    void a_report_says_what_changed_and_what_is_dropped() {
        var before = new PolicySchedule(List.of(FIRST, LATER));
        var change = new PolicyDesk.Change(before, everybody(3, thresholds(0.7f, 0.8f)), 2);

        assertThat(PolicyText.report(change, NOW, SERVED))
                .containsExactly(
                        "Version 3 for default is on the topic, by anna, in force:",
                        "  thresholds 0.7,0.8 (max-softmax) of tiny 1.0.0 instead of thresholds 0.9,0.8 (max-softmax) of tiny 1.0.0",
                        "  version 2, which was to begin at 2023-11-14T22:14:20Z, is dropped",
                        "  attempt 2: somebody else published at the same moment");
    }

    @Test
    void a_first_policy_is_told_whole() {
        var change = new PolicyDesk.Change(PolicySchedule.EMPTY, LATER, 1);

        assertThat(PolicyText.report(change, NOW, SERVED))
                .containsExactly(
                        "Version 2 for default is on the topic, by anna, from 2023-11-14T22:14:20Z:",
                        "  thresholds 0.5,0.8 (max-softmax) of tiny 1.0.0");
    }

    @Test
    void all_exits_closed_is_said_in_words() {
        ScopedPolicy closed = everybody(2, thresholds(Thresholds.CLOSED, Thresholds.CLOSED));

        assertThat(PolicyText.line(closed, new PolicySchedule(List.of(FIRST)), NOW, SERVED))
                .endsWith(": no early exits of tiny 1.0.0 instead of thresholds 0.9,0.8 (max-softmax) of tiny 1.0.0");
    }

    @Test
    void a_steered_policy_is_called_so() {
        ScopedPolicy steered = new ScopedPolicy(
                Scope.DEFAULT, "", ScopedPolicy.AT_ONCE, 2, thresholds(0.9f, 0.8f), Succession.steeredBy("job", 1));

        assertThat(PolicyText.line(steered, new PolicySchedule(List.of(FIRST)), NOW, SERVED))
                .isEqualTo("default, version 2, by job, steered, in force: the same policy as before");
    }

    @Test
    void why_a_policy_was_set_is_told_where_somebody_said_it() {
        ScopedPolicy explained = new ScopedPolicy(
                Scope.DEFAULT,
                "",
                ScopedPolicy.AT_ONCE,
                2,
                thresholds(0.9f, 0.8f),
                Succession.by("anna\u001b[2J").because("a trade fair"));

        assertThat(PolicyText.line(explained, PolicySchedule.EMPTY, NOW, SERVED))
                .endsWith(" (because: a trade fair)")
                .contains("by anna\\u001b[2J, ");
        assertThat(PolicyText.report(new PolicyDesk.Change(PolicySchedule.EMPTY, explained, 1), NOW, SERVED))
                .contains("  because: a trade fair");
    }

    @Test
    void json_has_every_part_and_refusals() throws IOException {
        ScopedPolicy whole = update(Scope.GROUP, "lobby-", NOW + 1000, 12, TestingPolicies.whole());
        PolicyBoard board = PolicyBoard.of(
                TestingPolicies.topic(FIRST, whole, everybody(1, thresholds(1f, 1f))), PolicyCheck.UNKNOWN_BUNDLE);

        JsonNode root = new ObjectMapper().readTree(PolicyListing.of(board, "policies", NOW, SERVED));

        assertThat(root.path("policies").get(1).toString())
                .isEqualTo(
                        "{\"scope\":\"GROUP\",\"target\":\"lobby-\",\"version\":12,\"scheduled\":true,\"state\":\"from 2023-11-14T22:13:21Z\",\"author\":\"anna\",\"reason\":\"\",\"steered\":false,"
                                + "\"validFrom\":\"2023-11-14T22:13:21Z\",\"bundle\":{\"name\":\"tiny\",\"version\":\"1.0.0\"},\"measure\":\"MARGIN\","
                                + "\"temperatures\":[1.5,1.25,1.0],\"thresholds\":[0.9,null],\"deadlineMillis\":50,"
                                + "\"budgetMultiplyAdds\":6500000,\"framesPerSecond\":12.5,\"shadowShare\":0.015}");
        assertThat(root.path("policies").get(0).path("validFrom").isNull()).isTrue();
        assertThat(root.path("refused").get(0).path("record").asText()).isEqualTo("policies-0@2");
    }
}
