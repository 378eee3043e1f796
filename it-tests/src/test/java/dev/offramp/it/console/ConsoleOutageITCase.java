package dev.offramp.it.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.offramp.bundle.Bundle;
import dev.offramp.cli.broker.CutCable;
import dev.offramp.cli.broker.EmbeddedBroker;
import dev.offramp.cli.broker.TopicPlan;
import dev.offramp.cli.console.Console;
import dev.offramp.cli.console.ConsoleSettings;
import dev.offramp.cli.home.Home;
import dev.offramp.cli.policy.DefaultPolicy;
import dev.offramp.cli.watch.WatchSettings;
import dev.offramp.frames.FramesSettings;
import dev.offramp.kafka.KafkaOptions;
import dev.offramp.kafka.KafkaSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

/** The broker goes and comes back while somebody looks. */
class ConsoleOutageITCase {

    @Test
    void a_broker_that_is_away_is_named_and_when_it_is_back_the_page_goes_on_by_itself() throws Exception {
        Optional<String> missing = Browser.missing();
        assumeTrue(missing.isEmpty(), () -> "the page is not looked at: " + missing.get());
        System.setProperty("offramp.home", "..");
        try (var cable = new CutCable();
                var broker =
                        EmbeddedBroker.start(Map.of("advertised.listeners", "PLAINTEXT://127.0.0.1:" + cable.port()))) {
            cable.leadTo(Integer.parseInt(broker.bootstrapServers().replaceFirst(".*:", "")));
            KafkaSettings kafka = settings("127.0.0.1:" + cable.port());
            broker.createTopics(topics(kafka.topics()));
            var policy = new DefaultPolicy(kafka, Bundle.open(Home.bundle()));
            try (var console = Console.start(settings(kafka));
                    var browser = Browser.open()) {
                browser.visit(console.address());
                policy.setDeadline(111);
                browser.awaitText("events", "111ms");
                browser.awaitTrue("document.querySelectorAll('#problems li').length === 0");

                cable.cut();
                browser.awaitText("problems", "throughput windows: ");
                browser.awaitText("problems", "policies: ");

                cable.mend();
                browser.awaitTrue("document.querySelectorAll('#problems li').length === 0");
                policy.setDeadline(222);
                browser.awaitText("events", "222ms");
                assertThat(browser.text("events")).containsOnlyOnce("version 1, ");
                assertThat(browser.complaints()).isEmpty();
            }
        } finally {
            System.clearProperty("offramp.home");
        }
    }

    private static List<NewTopic> topics(KafkaSettings.Topics topics) {
        var plan = new TopicPlan(1);
        return List.of(
                plan.frames(topics.frames()),
                plan.policies(topics.policies()),
                plan.answers(topics.classifications()),
                plan.answers(topics.rejects()),
                plan.answers(topics.throughput()));
    }

    private static KafkaSettings settings(String bootstrap) {
        var config = new Configuration();
        config.set(KafkaOptions.BOOTSTRAP_SERVERS, bootstrap);
        return KafkaSettings.from(config, new ArrayList<>());
    }

    private static ConsoleSettings settings(KafkaSettings kafka) {
        return new ConsoleSettings(
                new WatchSettings(kafka, Optional.empty(), Optional.empty(), Optional.empty(), Duration.ofHours(1)),
                FramesSettings.from(new Configuration(), new ArrayList<>()),
                true,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Optional.empty());
    }
}
