package dev.offramp.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offramp.cli.broker.EmbeddedBroker;
import dev.offramp.it.FashionMnist;
import dev.offramp.it.TestJob;
import dev.offramp.it.TestTopics;
import dev.offramp.job.SettingsException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A broker that allows shorter transactions than the job would like. */
@Timeout(180)
class BrokerLimitsITCase {

    @AutoClose
    private static final EmbeddedBroker TWO_MINUTES =
            EmbeddedBroker.start(Map.of("transaction.max.timeout.ms", "120000"));

    private final TestTopics topics = new TestTopics(TWO_MINUTES);

    @Test
    void a_timeout_that_nobody_named_is_shortened_to_what_the_broker_allows_and_that_is_said() {
        BrokerFindings findings = findings(Map.of());

        assertThat(findings.problems()).isEmpty();
        assertThat(findings.transactionTimeout().duration()).isEqualTo(Duration.ofMinutes(2));
        assertThat(findings.warnings()).singleElement().satisfies(warning -> assertThat(warning)
                .startsWith("the broker allows transactions of 120 s (transaction.max.timeout.ms), not of 900 s"));
    }

    @Test
    void a_timeout_that_the_user_named_is_kept_or_refused() {
        assertThat(findings(Map.of("kafka.transaction-timeout", "90 s"))).satisfies(findings -> {
            assertThat(findings.problems()).isEmpty();
            assertThat(findings.warnings()).isEmpty();
            assertThat(findings.transactionTimeout().duration()).isEqualTo(Duration.ofSeconds(90));
        });
        assertThat(findings(Map.of("kafka.properties.transaction.timeout.ms", "300000"))
                        .problems())
                .containsExactly(
                        "kafka.properties.transaction.timeout.ms must be at most 120 s, which is all that the broker "
                                + "allows (transaction.max.timeout.ms); was 300 s");
    }

    @Test
    void at_least_once_does_not_ask_about_transactions() {
        BrokerFindings findings =
                findings(Map.of("kafka.delivery-guarantee", "at-least-once", "kafka.transaction-timeout", "5 min"));

        assertThat(findings.problems()).isEmpty();
        assertThat(findings.warnings()).isEmpty();
    }

    @Test
    void the_job_runs_within_what_the_broker_allows() throws Exception {
        topics.publish(FashionMnist.first(20).images(), 2);

        try (TestJob job = TestJob.start(topics, Map.of("restart-strategy.type", "none"))) {
            assertThat(topics.classificationsOf(20)).hasSize(20);
        }
    }

    @Test
    void checkpoints_that_do_not_fit_into_what_the_broker_allows_are_refused_before_the_job_starts() {
        assertThatThrownBy(() -> TestJob.start(topics, Map.of("execution.checkpointing.interval", "31 s")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("execution.checkpointing.interval must be at most 25 s, was 31 s")
                .hasMessageContaining("which the broker gives up after 120 s");
    }

    private BrokerFindings findings(Map<String, String> more) {
        Map<String, String> entries = new HashMap<>(topics.settings());
        entries.putAll(more);
        KafkaSettings settings = KafkaSettings.from(Configuration.fromMap(entries), new ArrayList<>());
        return new BrokerCheck(settings, false, Duration.ofSeconds(30)).findings();
    }
}
