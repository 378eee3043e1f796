package dev.offramp.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.cli.broker.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Input that must not become a policy, each test on a topic of its own of a real broker. */
@Timeout(120)
class PolicyRefusalsITCase {

    private static final String BUNDLE = "../model-artifacts/bundles/fashion-mnist-branchy";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path folder;

    @AutoClose
    private static final EmbeddedBroker BROKER = EmbeddedBroker.start();

    private final PolicyTerminal terminal = new PolicyTerminal(BROKER);

    @Test
    void wrong_input_is_refused_before_anything_is_published() throws IOException {
        Files.writeString(folder.resolve("bad.json"), "{}");

        terminal.usage("Missing required argument", "set", "--thresholds", "0.9");
        terminal.usage("mutually exclusive", "set", "--default", "--stream", "a", "--thresholds", "0.9");
        terminal.usage("nothing to set", "set", "--default");
        terminal.usage("'0.9;0.8' is no number for a threshold", "set", "--default", "--thresholds", "0.9;0.8");
        terminal.usage(
                "--close-all and --thresholds exclude each other",
                "set",
                "--default",
                "--close-all",
                "--thresholds",
                "1");
        terminal.usage("want a name", "set", "--group", "", "--close-all");
        terminal.usage("--at goes with --stream", "show", "--at", "+1h");
        terminal.failure(
                "the topic has no policy yet: give --measure and --thresholds", "set", "--default", "--close-all");
        terminal.failure("give --measure and --thresholds", "set", "--default", "--thresholds", "0.9,0.8");
        terminal.failure(
                "is no criterion",
                "set",
                "--default",
                "--from",
                folder.resolve("bad.json").toString());
        terminal.failure(
                "the job would refuse this: policy DEFAULT/ version 1 has 2 thresholds, the bundle has 3 early exits",
                "set",
                "--default",
                "--measure",
                "margin",
                "--thresholds",
                "0.9,0.8",
                "--bundle",
                BUNDLE);
        terminal.failure(
                "has 2 temperatures, the bundle has 4 exits",
                "set",
                "--default",
                "--temperatures",
                "1,2",
                "--bundle",
                BUNDLE);
        terminal.failure(
                "--bundle says how many exits there are", "set", "--default", "--bundle", BUNDLE, "--exits", "4");
        terminal.failure("has no topic nowhere", "show", "--topic", "nowhere");
        assertThat(terminal.recordsByKey()).isEmpty();
    }

    @Test
    void thresholds_for_another_network_than_the_topics_are_asked_about() {
        terminal.succeed("set", "--default", "--measure", "margin", "--thresholds", "0.9,0.8");

        terminal.failure(
                "3 thresholds are given, the policies on the topic have 2",
                "set",
                "--default",
                "--thresholds",
                "1,1,1");
        terminal.succeed("set", "--default", "--measure", "margin", "--thresholds", "1,1,1", "--exits", "4");
        terminal.failure("the topic has policies of [2, 3] thresholds", "set", "--group", "a", "--close-all");
    }
}
