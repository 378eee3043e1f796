package dev.offramp.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offramp.cli.broker.EmbeddedBroker;
import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Setting, showing and releasing policies on a real broker, each test on a topic of its own. */
@Timeout(120)
class PolicyCommandsITCase {

    private static final String BUNDLE = "../model-artifacts/bundles/fashion-mnist-branchy";

    @AutoClose
    private static final EmbeddedBroker BROKER = EmbeddedBroker.start();

    private final PolicyTerminal terminal = new PolicyTerminal(BROKER);

    @Test
    void what_is_set_is_shown() throws IOException {
        terminal.succeed(
                "set", "--default", "--measure", "margin", "--thresholds", "0.9,closed,0.4", "--author", "anna");
        terminal.succeed("set", "--group", "lobby-", "--bundle", BUNDLE, "--deadline", "50ms", "--shadow", "1%");
        terminal.succeed("set", "--stream", "lobby-7", "--close-all", "--valid-from", "+1h", "--exits", "4");
        terminal.succeed("set", "--default", "--budget", "6.5M");

        JsonNode shown = terminal.show();

        assertThat(shown.path("exits").asInt()).isEqualTo(4);
        assertThat(shown.path("refused")).isEmpty();
        assertThat(shown.path("policies"))
                .extracting(policy -> policy.path("scope").asText() + " "
                        + policy.path("version").asLong() + " "
                        + policy.path("scheduled").asBoolean())
                .containsExactly("DEFAULT 4 false", "GROUP 2 false", "STREAM 3 true");
        assertThat(shown.path("policies").get(0).toString())
                .contains("\"measure\":\"MARGIN\"", "\"thresholds\":[0.9,null,0.4]", "\"budgetMultiplyAdds\":6500000");
        assertThat(shown.path("policies").get(1).toString()).contains("\"deadlineMillis\":50", "\"shadowShare\":0.01");
        assertThat(shown.path("policies").get(2).toString()).contains("\"thresholds\":[null,null,null]");
        assertThat(terminal.out())
                .contains("Version 4 for default is on the topic")
                .contains("  budget none -> 6.5M");
    }

    @Test
    void a_stream_is_told_which_policy_it_meets_and_when() {
        terminal.succeed("set", "--default", "--measure", "margin", "--thresholds", "0.9,0.8,0.4", "--author", "anna");
        terminal.succeed(
                "set",
                "--group",
                "lobby-",
                "--measure",
                "margin",
                "--thresholds",
                "0.5,0.5,0.5",
                "--valid-from",
                "+1h");

        terminal.succeed("show", "--stream", "lobby-7");
        assertThat(terminal.out())
                .contains("meets version 1 (default, by anna, in force):", "  thresholds 0.9,0.8,0.4");
        terminal.succeed("show", "--stream", "lobby-7", "--at", "+2h");
        assertThat(terminal.out()).contains("meets version 2 (group lobby-, ", "  thresholds 0.5,0.5,0.5");
    }

    @Test
    void an_empty_topic_leaves_every_stream_to_the_bundle() {
        terminal.succeed("show");
        assertThat(terminal.out()).contains("None: every stream meets the policy that the job's bundle recommends");
        terminal.succeed("show", "--stream", "lobby-7", "--bundle", BUNDLE);
        assertThat(terminal.out()).contains("meets version 0 (the one that the job's bundle recommends):", "measure ");
    }

    @Test
    void released_policies_may_be_steered_and_go_on_as_they_are() throws IOException {
        terminal.succeed("set", "--default", "--measure", "margin", "--thresholds", "0.9,closed", "--budget", "6M");

        terminal.succeed("release", "--author", "anna");

        JsonNode released = terminal.show().path("policies").get(0);
        assertThat(released.path("steered").asBoolean()).isTrue();
        assertThat(released.path("version").asLong()).isEqualTo(2);
        assertThat(released.toString()).contains("\"thresholds\":[0.9,null]", "\"budgetMultiplyAdds\":6000000");
        terminal.succeed("release");
        assertThat(terminal.out()).contains("Version 2 may be steered already; nothing is published.");
        terminal.succeed("set", "--default", "--thresholds", "0.8,closed");
        assertThat(terminal.show().path("policies").get(0).path("steered").asBoolean())
                .isFalse();
    }

    @Test
    void where_nothing_is_in_force_nothing_is_released_but_a_bundles_policy() throws IOException {
        assertThat(terminal.run("release")).isEqualTo(1);
        assertThat(terminal.err()).contains("there is nothing to release");

        terminal.succeed("release", "--bundle", BUNDLE);
        assertThat(terminal.show().path("policies").get(0).path("steered").asBoolean())
                .isTrue();
    }
}
