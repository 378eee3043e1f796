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
        terminal.succeed("set", "--default", "--loss", "0.5%", "--author", "anna");
        terminal.succeed("set", "--group", "lobby-", "--deadline", "50ms", "--shadow", "1%", "--rate", "25");
        terminal.succeed(
                "set",
                "--stream",
                "lobby-7",
                "--close-all",
                "--valid-from",
                "+1h",
                "--bundle",
                BUNDLE,
                "--deadline",
                "none");
        terminal.succeed("set", "--default", "--budget", "6.5M");

        JsonNode shown = terminal.show();

        assertThat(shown.path("refused")).isEmpty();
        assertThat(shown.path("policies"))
                .extracting(policy -> policy.path("scope").asText() + " "
                        + policy.path("version").asLong() + " "
                        + policy.path("scheduled").asBoolean())
                .containsExactly("DEFAULT 4 false", "GROUP 2 false", "STREAM 3 true");
        assertThat(shown.path("policies").get(0).toString())
                .contains("\"acceptedLoss\":0.005", "\"deadlineMillis\":null", "\"budgetMultiplyAdds\":6500000");
        assertThat(shown.path("policies").get(1).toString())
                .contains("\"deadlineMillis\":50", "\"shadowShare\":0.01", "\"framesPerSecond\":25.0")
                .doesNotContain("acceptedLoss");
        assertThat(shown.path("policies").get(2).toString())
                .contains(
                        "\"thresholds\":[null,null,null]",
                        "\"name\":\"fashion-mnist-branchy\"",
                        "\"deadlineMillis\":0");
        assertThat(terminal.out())
                .contains("Version 4 for default is on the topic")
                .contains("  budget 6.5M");
    }

    @Test
    void a_stream_is_told_what_it_meets_and_who_says_so() {
        terminal.succeed("set", "--default", "--loss", "0.5%", "--shadow", "1%", "--author", "anna");
        terminal.succeed("set", "--group", "lobby-", "--cost", "6M", "--valid-from", "+1h", "--author", "bert");

        terminal.succeed("show", "--stream", "lobby-7");
        assertThat(terminal.out())
                .contains("meets version 1:", "  wish loss 0.5% (default, version 1, by anna, in force)");
        terminal.succeed("show", "--stream", "lobby-7", "--at", "+2h");
        assertThat(terminal.out())
                .contains(
                        "meets version 2:",
                        "  wish cost 6M (group lobby-, version 2, by bert, in force since ",
                        "  shadow 1% (default, version 1, by anna)");
    }

    @Test
    void thresholds_on_a_fresh_topic_are_for_the_bundle_that_a_job_serves() throws IOException {
        String throughput = terminal.throughput();
        terminal.failure(
                "--thresholds 0.95,0.9,0.8 --bundle",
                "set",
                "--default",
                "--thresholds",
                "0.95,0.9,0.8",
                "--throughput",
                throughput);

        terminal.serve(throughput, "fashion-mnist-branchy", "1.0.0+bfloat16", 4);
        terminal.succeed("set", "--default", "--thresholds", "0.95,0.9,0.8", "--throughput", throughput);

        assertThat(terminal.out()).contains("Version 1 for default is on the topic", ", in force:");
        assertThat(terminal.show().path("policies").get(0).toString())
                .contains(
                        "\"name\":\"fashion-mnist-branchy\"",
                        "\"measure\":\"MAX_SOFTMAX\"",
                        "\"thresholds\":[0.95,0.9,0.8]");
        terminal.serve(throughput, "other", "2.0.0", 4);
        terminal.succeed("show", "--throughput", throughput);
        assertThat(terminal.out())
                .contains("Served: other 2.0.0", "not obeyed: other 2.0.0 is served, its own thresholds hold");
    }

    @Test
    void an_empty_topic_leaves_every_stream_to_the_bundle() {
        terminal.succeed("show");
        assertThat(terminal.out()).contains("None: every stream meets the policy that the job's bundle recommends");
        terminal.succeed("show", "--stream", "lobby-7", "--bundle", BUNDLE);
        assertThat(terminal.out())
                .contains("meets version 0:", "  that is thresholds ", "of fashion-mnist-branchy 1.0.0");
    }

    @Test
    void released_policies_may_be_steered_and_go_on_as_they_are() throws IOException {
        terminal.succeed("set", "--default", "--loss", "0.5%", "--budget", "6M");

        terminal.succeed("release", "--author", "anna");

        JsonNode released = terminal.show().path("policies").get(0);
        assertThat(released.path("steered").asBoolean()).isTrue();
        assertThat(released.path("version").asLong()).isEqualTo(2);
        assertThat(released.toString()).contains("\"acceptedLoss\":0.005", "\"budgetMultiplyAdds\":6000000");
        terminal.succeed("release");
        assertThat(terminal.out()).contains("Version 2 may be steered already; nothing is published.");
        terminal.succeed("set", "--default", "--loss", "1%");
        assertThat(terminal.show().path("policies").get(0).path("steered").asBoolean())
                .isFalse();
    }

    @Test
    void where_nothing_is_in_force_nothing_is_released() {
        terminal.failure("there is nothing to release", "release");
    }
}
