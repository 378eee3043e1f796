package dev.offramp.cli.policy;

import static dev.offramp.cli.policy.TestingPolicies.everybody;
import static dev.offramp.cli.policy.TestingPolicies.thresholds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.cli.broker.EmbeddedBroker;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Watching a real broker, each test with topics of its own. */
@Timeout(120)
class PolicyWatchITCase {

    @AutoClose
    private static final EmbeddedBroker BROKER = EmbeddedBroker.start();

    private final PolicyTerminal terminal = new PolicyTerminal(BROKER);

    @Test
    void a_watch_tells_updates_and_the_first_results_under_them() throws Exception {
        terminal.publish(everybody(1, thresholds(0.9f, 0.9f)));
        var watching = new Thread(() -> terminal.run("watch", "--classifications", terminal.results()));
        watching.start();
        terminal.awaitOutput("1 in force or scheduled; following ...");

        terminal.publish(everybody(2, thresholds(0.5f, 0.9f)));
        terminal.publish(everybody(2, thresholds(0.4f, 0.9f)));
        terminal.awaitOutput("refused, under DEFAULT/: policy DEFAULT/ version 2 goes back");
        terminal.answer("roof", 1);
        terminal.answer("roof", 2);
        terminal.awaitOutput("first result");
        watching.interrupt(); // as good as Ctrl-C
        watching.join();

        assertThat(terminal.out())
                .contains("default, version 2, by anna, in force, if that bundle is served: thresholds 0.5,0.9")
                .contains("first result of version 2 (default): stream roof, decided ")
                .doesNotContain("first result of version 1");
    }

    @Test
    void a_watch_ends_in_time() {
        terminal.succeed("watch", "--for", "300ms");
        assertThat(terminal.out()).contains("No policy yet; following ...");
    }
}
