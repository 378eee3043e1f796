package dev.offramp.cli.policy;

import static dev.offramp.cli.policy.TestingPolicies.NOW;
import static dev.offramp.cli.policy.TestingPolicies.SERVED;
import static dev.offramp.cli.policy.TestingPolicies.entry;
import static dev.offramp.cli.policy.TestingPolicies.everybody;
import static dev.offramp.cli.policy.TestingPolicies.thresholds;
import static dev.offramp.cli.policy.TestingPolicies.topic;
import static dev.offramp.cli.policy.TestingPolicies.update;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.policy.PolicyCheck;
import dev.offramp.policy.Scope;
import dev.offramp.policy.ScopedPolicy;
import dev.offramp.sample.BundleId;
import dev.offramp.schema.Classification;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PolicyWatchTest {

    private static final ScopedPolicy FIRST = everybody(1, thresholds(0.9f, 0.8f));
    private static final ScopedPolicy SECOND = everybody(2, thresholds(0.7f, 0.8f));

    private final PolicyWatch watch = new PolicyWatch(topic(FIRST), PolicyCheck.UNKNOWN_BUNDLE, SERVED, NOW);

    @Test
    void an_update_is_told_with_what_it_changes() {
        assertThat(watch.standing(NOW)).containsExactly(FIRST);
        assertThat(watch.heard(entry(1, SECOND)))
                .isEqualTo(
                        "2023-11-14T22:13:20Z  default, version 2, by anna, in force: thresholds 0.7,0.8 (max-softmax) of tiny 1.0.0"
                                + " instead of thresholds 0.9,0.8 (max-softmax) of tiny 1.0.0");
    }

    @Test
    void an_update_that_is_refused_is_told_with_the_reason() {
        assertThat(watch.heard(entry(1, everybody(1, thresholds(0.1f, 0.1f)))))
                .isEqualTo(
                        "2023-11-14T22:13:20Z  refused, under DEFAULT/: policy DEFAULT/ version 1 goes back: there is"
                                + " version 1");
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
        watch.heard(entry(2, update(Scope.GROUP, "lobby-", ScopedPolicy.AT_ONCE, 2, thresholds(0.1f, 0.1f))));

        assertThat(watch.answered(answer("lobby-7", 2), NOW))
                .hasValueSatisfying(line -> assertThat(line).contains("version 2 (group lobby-)"));
        assertThat(watch.answered(answer("roof", 2), NOW))
                .hasValueSatisfying(line -> assertThat(line).contains("version 2 (default)"));
    }

    @Test
    void a_withdrawal_is_told_and_nobody_waits_for_its_results() {
        watch.heard(entry(1, SECOND));

        assertThat(watch.heard(entry(2, SECOND.withdrawal())))
                .isEqualTo("2023-11-14T22:13:20Z  default, withdrawn: version 2");
        assertThat(watch.answered(answer("roof", 2), NOW)).isEmpty();
        assertThat(watch.heard(entry(3, SECOND.withdrawal()))).contains("nothing was under this key any more");
    }

    @Test
    void what_the_served_bundle_does_not_obey_is_not_called_in_force() {
        PolicyWatch other = new PolicyWatch(
                List.of(),
                PolicyCheck.UNKNOWN_BUNDLE,
                Optional.of(new BundleInForce(new BundleId("other", "1"), 2, "the tests")),
                NOW);

        assertThat(other.heard(entry(0, FIRST))).contains("not obeyed: other 1 is served");
    }

    /** A result that was decided 312 ms after the updates. */
    private static Classification answer(String stream, long version) {
        return TestingPolicies.answer(stream, version, Instant.ofEpochMilli(NOW + 312));
    }
}
