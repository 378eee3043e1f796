package dev.offramp.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.cli.broker.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
        terminal.usage("exclude each other", "set", "--default", "--loss", "1%", "--cost", "6M");
        terminal.usage("'-1%' is no share", "set", "--default", "--loss=-1%");
        terminal.failure("no job's throughput says yet which one is served", "set", "--default", "--close-all");
        terminal.failure(
                "is no criterion",
                "set",
                "--default",
                "--from",
                folder.resolve("bad.json").toString());
        terminal.failure("has no topic nowhere", "show", "--topic", "nowhere");
        assertThat(terminal.recordsByKey()).isEmpty();
    }

    @Test
    void what_the_bundle_cannot_do_is_refused_with_the_least_that_it_can() throws IOException {
        refused(
                "has 2 thresholds, the bundle fashion-mnist-branchy 1.0.0 has 3 early exits",
                "--thresholds",
                "0.9,0.8");
        refused("has 2 temperatures", "--temperatures", "1,2", "--close-all");
        refused("the least that can be met is ", "--budget", "1k");
        refused("the least that can be met is ", "--cost", "1k");
        assertThat(terminal.recordsByKey()).isEmpty();
    }

    private void refused(String message, String... wanted) {
        var arguments = new ArrayList<>(List.of("set", "--default", "--bundle", BUNDLE));
        arguments.addAll(List.of(wanted));
        terminal.failure(message, arguments.toArray(String[]::new));
    }
}
