package dev.offramp.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offramp.it.TestBroker;
import dev.offramp.it.TestJob;
import dev.offramp.it.TestTopics;
import dev.offramp.it.load.SteadyLoad;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What dashboard and alarms ask, latency and lag among it, is asked of a real Prometheus, which reads from a running job. */
@Timeout(120)
class PrometheusITCase {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int FRAMES_A_SECOND = 20;
    private static final int QUANTILES = 3;
    private static final Expression ANSWERED = new Expression("rate(flink_taskmanager_job_task_operator_left[1m]) > 0");
    private static final Pattern DEMAND = Pattern.compile("```\n(max by[^`]+savedTimeMsPerSecond[^`]+)```");
    private static final Expression LATENCY =
            new Expression("flink_taskmanager_job_task_operator_quantile_latencyMillis > 0");
    private static final Expression LAG_SECONDS = new Expression(
            "sum(flink_taskmanager_job_task_operator_pendingRecords) / max(flink_taskmanager_job_task_operator_samplesPerSecond) >= 0");
    private static final Pattern LABEL = Pattern.compile("\\{\\{(\\w+)}}");

    /** What the kubelet tells of containers, of which there is none here. */
    private static final Set<String> OF_CONTAINERS =
            Set.of("container_memory_working_set_bytes", "container_spec_memory_limit_bytes");

    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    @Test
    void every_panel_has_something_to_draw_every_alarm_is_understood_and_each_metric_is_there(@TempDir Path folder)
            throws Exception {
        TestTopics topics = new TestTopics(BROKER.running());
        topics.send(List.of(topics.record("frames", "camera", new byte[] {1}))); // what is refused is counted
        int port = Prometheus.freePort();
        try (Prometheus prometheus = Prometheus.readingFrom(port, folder);
                TestJob job = TestJob.start(topics, reportingAt(port));
                SteadyLoad load = new SteadyLoad(topics, FRAMES_A_SECOND)) {
            Await.until("answers in Prometheus", PATIENCE, () -> !prometheus
                    .ask(ANSWERED)
                    .isEmpty());
            Await.until("alarms to be evaluated", PATIENCE, () -> prometheus.alarms().stream()
                    .noneMatch(alarm -> alarm.get("health").asText().equals("unknown")));

            Await.until(
                    "latency and lag",
                    PATIENCE,
                    () -> prometheus.ask(LATENCY).size() == QUANTILES
                            && !prometheus.ask(LAG_SECONDS).isEmpty());

            assertNamed(prometheus.metrics());
            assertThat(Dashboard.shipped().queries())
                    .isNotEmpty()
                    .allSatisfy(query -> assertDrawn(query, prometheus.ask(query.expression())));
            assertThat(AlarmRules.shipped().expressions()).isNotEmpty().allSatisfy(expression -> assertThatCode(
                            () -> prometheus.ask(expression))
                    .doesNotThrowAnyException());
            assertThat(prometheus.alarms())
                    .hasSameSizeAs(AlarmRules.shipped().names())
                    .allSatisfy(alarm -> assertThat(alarm.get("health").asText())
                            .as("%s", alarm)
                            .isEqualTo("ok"));
            assertThat(prometheus.ask(documentedDemand())).hasSize(1);
            assertThat(load.published()).isPositive();
            assertThat(job.status().isTerminalState()).isFalse();
        }
    }

    private static Map<String, String> reportingAt(int port) {
        return Map.of(
                "metrics.reporter.prom.factory.class",
                "org.apache.flink.metrics.prometheus.PrometheusReporterFactory",
                "metrics.reporter.prom.port",
                Integer.toString(port),
                "steer.latency-p95",
                "60 s");
    }

    /** What the page about Kubernetes says that the load takes. */
    private static Expression documentedDemand() throws IOException {
        String page = Files.readString(Path.of("../docs/kubernetes.md"));
        MatchResult found = DEMAND.matcher(page).results().findFirst().orElseThrow();
        return new Expression(found.group(1));
    }

    private static void assertNamed(Set<String> known) throws Exception {
        assertThat(known).containsAll(Dashboard.shipped().metrics()).doesNotContainAnyElementsOf(OF_CONTAINERS);
        assertThat(AlarmRules.shipped().metrics())
                .containsAll(OF_CONTAINERS)
                .filteredOn(metric -> !OF_CONTAINERS.contains(metric))
                .isNotEmpty()
                .isSubsetOf(known);
    }

    /** With the labels that it is named by; the one TaskManager of a job within this process has no host's name. */
    private static void assertDrawn(Dashboard.Query query, List<JsonNode> series) {
        List<String> labels = LABEL.matcher(query.legend())
                .results()
                .map(MatchResult::group)
                .map(label -> label.replaceAll("[{}]", ""))
                .filter(label -> !label.equals("host"))
                .toList();
        assertThat(series).as("%s", query).isNotEmpty().allSatisfy(one -> assertThat(
                        one.get("metric").fieldNames())
                .toIterable()
                .containsAll(labels));
    }
}
