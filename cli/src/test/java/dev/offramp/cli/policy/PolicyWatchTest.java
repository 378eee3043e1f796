package dev.offramp.cli.policy;

import static dev.offramp.cli.policy.TestingPolicies.NOW;
import static dev.offramp.cli.policy.TestingPolicies.entry;
import static dev.offramp.cli.policy.TestingPolicies.everybody;
import static dev.offramp.cli.policy.TestingPolicies.policy;
import static dev.offramp.cli.policy.TestingPolicies.topic;
import static dev.offramp.cli.policy.TestingPolicies.update;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.policy.PolicyScope;
import dev.offramp.policy.PolicyUpdate;
import dev.offramp.schema.Classification;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PolicyWatchTest {

    private static final PolicyUpdate FIRST = everybody(policy(1, 0.9f, 0.8f));
    private static final PolicyUpdate SECOND = everybody(policy(2, 0.7f, 0.8f));

    private final PolicyWatch watch = new PolicyWatch(topic(FIRST), OptionalInt.empty(), NOW);

    @Test
    void an_update_is_told_with_what_it_changes() {
        assertThat(watch.standing(NOW)).containsExactly(FIRST);
        assertThat(watch.heard(entry(1, SECOND)))
                .isEqualTo(
                        "2023-11-14T22:13:20Z  default, version 2, by anna, in force: thresholds 0.9,0.8 -> 0.7,0.8");
    }

    @Test
    void an_update_that_is_refused_is_told_with_the_reason() {
        assertThat(watch.heard(entry(1, everybody(policy(1, 0.1f, 0.1f)))))
                .isEqualTo(
                        "2023-11-14T22:13:20Z  refused, under DEFAULT/: policy DEFAULT/ version 1 goes back: version 1 is"
                                + " in force");
    }

    @Test
    void the_first_result_of_a_version_is_told_once() {
        watch.heard(entry(1, SECOND));

        assertThat(watch.answered(answer("roof", 1), NOW)).isEmpty();
        assertThat(watch.answered(answer("roof", 2), NOW + 1200))
                .hasValue(
                        "2023-11-14T22:13:21.200Z  first result of version 2 (default): stream roof, decided 312 ms after"
                                + " its publication, seen 1.2 s after it");
        assertThat(watch.answered(answer("roof", 2), NOW + 1300)).isEmpty();
    }

    @Test
    void a_result_belongs_to_the_most_specific_update_of_its_version() {
        watch.heard(entry(1, SECOND));
        watch.heard(entry(2, update(PolicyScope.GROUP, "lobby-", PolicyUpdate.AT_ONCE, policy(2, 0.1f, 0.1f))));

        assertThat(watch.answered(answer("lobby-7", 2), NOW))
                .hasValueSatisfying(line -> assertThat(line).contains("version 2 (group lobby-)"));
        assertThat(watch.answered(answer("roof", 2), NOW))
                .hasValueSatisfying(line -> assertThat(line).contains("version 2 (default)"));
    }

    @Test
    void on_an_empty_topic_the_first_update_says_how_many_exits_there_are() {
        PolicyWatch fresh = new PolicyWatch(List.of(), OptionalInt.empty(), NOW);

        assertThat(fresh.heard(entry(0, FIRST))).contains("thresholds 0.9,0.8");
        assertThat(fresh.heard(entry(1, SECOND))).contains("thresholds 0.9,0.8 -> 0.7,0.8");
        assertThat(new PolicyWatch(List.of(), OptionalInt.of(3), NOW).heard(entry(0, FIRST)))
                .contains("refused, under DEFAULT/: ", "has 2 thresholds, the bundle has 3 early exits");
    }

    /** A result that was decided 312 ms after the updates. */
    private static Classification answer(String stream, long version) {
        return TestingPolicies.answer(stream, version, Instant.ofEpochMilli(NOW + 312));
    }
}
