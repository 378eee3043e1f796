package dev.offramp.cli.policy;

import static dev.offramp.cli.policy.TestingPolicies.everybody;
import static dev.offramp.cli.policy.TestingPolicies.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offramp.cli.broker.EmbeddedBroker;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.policy.Policy;
import dev.offramp.policy.PolicyScope;
import dev.offramp.policy.PolicyUpdate;
import dev.offramp.policy.Succession;
import dev.offramp.policy.Thresholds;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
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
        terminal.publish(everybody(policy(1, 0.9f, 0.9f)));
        AtomicInteger drafts = new AtomicInteger();
        try (var desk = PolicyDesk.open(terminal.settings())) {
            var change = desk.submit(2, (board, version) -> {
                if (drafts.incrementAndGet() == 1) {
                    terminal.publish(steered(policy(version, 0.5f, 0.5f)));
                }
                return deadline(board, version);
            });

            assertThat(change.attempts()).isEqualTo(2);
            assertThat(change.update().policy().version()).isEqualTo(3);
            assertThat(change.update().policy().thresholds()).isEqualTo(Thresholds.of(0.5f, 0.5f));
        }
        terminal.succeed("show");
        assertThat(terminal.out())
                .containsPattern("default +3 +in force +anna +max-softmax +0.5,0.5 +none +20ms")
                .contains("Refused:", "@2 under DEFAULT/: policy DEFAULT/ version 2 goes back: version 2 is in force");
    }

    @Test
    void an_update_with_an_older_number_that_comes_in_between_is_not_undone_either() {
        terminal.publish(everybody(policy(1, 0.9f, 0.9f)));
        terminal.publish(TestingPolicies.update(PolicyScope.STREAM, "roof", PolicyUpdate.AT_ONCE, policy(7, 1f, 1f)));
        AtomicInteger drafts = new AtomicInteger();
        try (var desk = PolicyDesk.open(terminal.settings())) {
            var change = desk.submit(2, (board, version) -> {
                if (drafts.incrementAndGet() == 1) {
                    terminal.publish(steered(policy(2, 0.5f, 0.5f)));
                }
                return deadline(board, version);
            });

            assertThat(change.update().policy().version()).isEqualTo(9);
            assertThat(change.update().policy().thresholds()).isEqualTo(Thresholds.of(0.5f, 0.5f));
        }
    }

    @Test
    void whoever_is_always_overtaken_gives_up() {
        terminal.publish(everybody(policy(1, 0.9f, 0.9f)));
        try (var desk = PolicyDesk.open(terminal.settings())) {
            assertThatThrownBy(() -> desk.submit(2, (board, version) -> {
                        terminal.publish(steered(policy(version, 0.5f, 0.5f)));
                        return deadline(board, version);
                    }))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining("was overtaken by others 5 times");
        }
    }

    @Test
    void scheduled_policies_have_keys_of_their_own_and_so_outlive_what_came_after_them() throws IOException {
        Instant inAnHour = Instant.ofEpochMilli(System.currentTimeMillis() + HOUR_MILLIS);
        Instant inTwo = inAnHour.plusMillis(HOUR_MILLIS);
        terminal.succeed("set", "--default", "--measure", "margin", "--thresholds", "0.9,0.8");
        terminal.succeed("set", "--default", "--thresholds", "0.5,0.5", "--valid-from", inAnHour.toString());
        terminal.succeed("set", "--default", "--close-all", "--valid-from", inTwo.toString());

        assertThat(terminal.recordsByKey())
                .containsOnlyKeys(
                        "DEFAULT/",
                        "DEFAULT@" + inAnHour.toEpochMilli() + "/",
                        "DEFAULT@" + inTwo.toEpochMilli() + "/");
        assertThat(terminal.show().path("policies")).hasSize(3);

        terminal.succeed("set", "--default", "--thresholds", "0.7,0.7", "--valid-from", inTwo.toString());
        assertThat(terminal.recordsByKey()).as("after compaction").hasSize(3);
        assertThat(terminal.show().path("policies"))
                .extracting(policy -> policy.path("version").asLong())
                .containsExactly(1L, 2L, 4L);

        terminal.succeed("set", "--default", "--thresholds", "0.1,0.1");
        assertThat(terminal.out()).contains("version 2, which was to begin at " + inAnHour, ", is dropped");
        assertThat(terminal.show().path("policies"))
                .extracting(policy -> policy.path("version").asLong())
                .containsExactly(5L);
    }

    @Test
    void a_steered_policy_is_followed_although_those_before_it_are_compacted_away() throws IOException {
        terminal.publish(steered(policy(50, 0.5f, 0.5f)));

        terminal.succeed("set", "--default", "--close-all");

        assertThat(terminal.show().path("policies").get(0).path("version").asLong())
                .isEqualTo(51);
        assertThat(terminal.show().path("refused")).isEmpty();
    }

    private static PolicyUpdate deadline(PolicyBoard board, long version) {
        var wish = new PolicyWish(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(20L),
                Optional.empty(),
                Optional.empty());
        return new ScopedWish(
                        PolicyScope.DEFAULT, "", PolicyUpdate.AT_ONCE, wish, Optional.empty(), Succession.by("anna"))
                .over(board, version);
    }

    private static PolicyUpdate steered(Policy policy) {
        return new PolicyUpdate(
                PolicyScope.DEFAULT,
                "",
                PolicyUpdate.AT_ONCE,
                policy,
                new Succession("job", true, policy.version() - 1));
    }
}
