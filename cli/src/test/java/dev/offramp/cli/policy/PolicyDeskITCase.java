package dev.offramp.cli.policy;

import static dev.offramp.cli.policy.TestingPolicies.everybody;
import static dev.offramp.cli.policy.TestingPolicies.thresholds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offramp.cli.broker.EmbeddedBroker;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.policy.PolicyCheck;
import dev.offramp.policy.PolicyTerms;
import dev.offramp.policy.Scope;
import dev.offramp.policy.ScopedPolicy;
import dev.offramp.policy.Succession;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Updates that meet those of others on a real broker, each test on a topic of its own. */
@Timeout(120)
class PolicyDeskITCase {

    private static final long HOUR_MILLIS = 3_600_000;

    @AutoClose
    private static final EmbeddedBroker BROKER = EmbeddedBroker.start();

    private final PolicyTerminal terminal = new PolicyTerminal(BROKER);

    @Test
    void whoever_publishes_the_same_version_first_is_followed_and_not_undone() {
        terminal.publish(everybody(1, thresholds(0.9f, 0.9f)));
        AtomicInteger drafts = new AtomicInteger();
        try (var desk = PolicyDesk.open(terminal.settings())) {
            var change = desk.submit(PolicyCheck.UNKNOWN_BUNDLE, (board, version) -> {
                if (drafts.incrementAndGet() == 1) {
                    terminal.publish(steered(version, thresholds(0.5f, 0.5f)));
                }
                return deadline(board, version);
            });

            assertThat(change.attempts()).isEqualTo(2);
            assertThat(change.update().version()).isEqualTo(3);
            assertThat(change.update().terms().wish())
                    .isEqualTo(thresholds(0.5f, 0.5f).wish());
        }
        terminal.succeed("show");
        assertThat(terminal.out())
                .containsPattern("default +3 +in force, if that bundle is served +anna +thresholds 0.5,0.5 .* +20ms")
                .contains("Refused:", "@2 under DEFAULT/: policy DEFAULT/ version 2 goes back: there is version 2");
    }

    @Test
    void an_update_with_an_older_number_that_comes_in_between_is_not_undone_either() {
        terminal.publish(everybody(1, thresholds(0.9f, 0.9f)));
        terminal.publish(TestingPolicies.update(Scope.STREAM, "roof", ScopedPolicy.AT_ONCE, 7, thresholds(1f, 1f)));
        AtomicInteger drafts = new AtomicInteger();
        try (var desk = PolicyDesk.open(terminal.settings())) {
            var change = desk.submit(PolicyCheck.UNKNOWN_BUNDLE, (board, version) -> {
                if (drafts.incrementAndGet() == 1) {
                    terminal.publish(steered(2, thresholds(0.5f, 0.5f)));
                }
                return deadline(board, version);
            });

            assertThat(change.update().version()).isEqualTo(9);
            assertThat(change.update().terms().wish())
                    .isEqualTo(thresholds(0.5f, 0.5f).wish());
        }
    }

    @Test
    void whoever_is_always_overtaken_gives_up() {
        terminal.publish(everybody(1, thresholds(0.9f, 0.9f)));
        try (var desk = PolicyDesk.open(terminal.settings())) {
            assertThatThrownBy(() -> desk.submit(PolicyCheck.UNKNOWN_BUNDLE, (board, version) -> {
                        terminal.publish(steered(version, thresholds(0.5f, 0.5f)));
                        return deadline(board, version);
                    }))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining("was overtaken by others 5 times");
        }
    }

    @Test
    void scheduled_policies_have_keys_of_their_own_until_they_are_superseded() throws IOException {
        Instant inAnHour = Instant.ofEpochMilli(System.currentTimeMillis() + HOUR_MILLIS);
        Instant inTwo = inAnHour.plusMillis(HOUR_MILLIS);
        terminal.succeed("set", "--default", "--loss", "0.5%");
        terminal.succeed("set", "--default", "--cost", "6M", "--valid-from", inAnHour.toString());
        terminal.succeed("set", "--default", "--loss", "0", "--valid-from", inTwo.toString());

        assertThat(terminal.recordsByKey())
                .containsOnlyKeys(
                        "DEFAULT/",
                        "DEFAULT@" + inAnHour.toEpochMilli() + "/",
                        "DEFAULT@" + inTwo.toEpochMilli() + "/");
        assertThat(terminal.show().path("policies")).hasSize(3);

        terminal.succeed("set", "--default", "--cost", "7M", "--valid-from", inTwo.toString());
        assertThat(terminal.show().path("policies"))
                .extracting(policy -> policy.path("version").asLong())
                .containsExactly(1L, 2L, 4L);

        terminal.succeed("set", "--default", "--cost", "8M");
        assertThat(terminal.out()).contains("version 2, which was to begin at " + inAnHour, ", is dropped");
        assertThat(terminal.recordsByKey()).as("what was superseded").containsOnlyKeys("DEFAULT/");
        assertThat(terminal.show().path("policies"))
                .extracting(policy -> policy.path("version").asLong())
                .containsExactly(5L);
    }

    @Test
    void a_removed_policy_leaves_nothing_behind() throws IOException {
        terminal.succeed("set", "--default", "--loss", "0.5%");
        terminal.succeed("set", "--group", "lobby-", "--cost", "6M");
        terminal.succeed("set", "--group", "lobby-", "--cost", "7M", "--valid-from", "+1h");
        terminal.publish(TestingPolicies.update(
                Scope.GROUP, "lobby-", ScopedPolicy.AT_ONCE, 1, thresholds(1f))); // refused: it goes back

        terminal.succeed("remove", "--group", "lobby-");

        assertThat(terminal.out()).contains("Removed group lobby-");
        assertThat(terminal.recordsByKey()).containsOnlyKeys("DEFAULT/");
        assertThat(terminal.show().path("policies"))
                .extracting(policy -> policy.path("scope").asText())
                .containsExactly("DEFAULT");
        terminal.failure("there is no policy for group lobby-", "remove", "--group", "lobby-");
    }

    @Test
    void a_steered_policy_is_followed_although_those_before_it_are_compacted_away() throws IOException {
        terminal.publish(steered(50, thresholds(0.5f, 0.5f)));

        terminal.succeed("set", "--default", "--loss", "0");

        assertThat(terminal.show().path("policies").get(0).path("version").asLong())
                .isEqualTo(51);
        assertThat(terminal.show().path("refused")).isEmpty();
    }

    private static ScopedPolicy deadline(PolicyBoard board, long version) {
        return ScopedWish.byDefault(
                        before -> new PolicyTerms(
                                before.wish(),
                                20,
                                before.budgetMultiplyAdds(),
                                before.framesPerSecond(),
                                before.shadowShare()),
                        Succession.by("anna"))
                .over(board, version);
    }

    private static ScopedPolicy steered(long version, PolicyTerms terms) {
        return new ScopedPolicy(Scope.DEFAULT, "", ScopedPolicy.AT_ONCE, version, terms, Succession.releasedBy("job"));
    }
}
