package dev.offramp.it.cluster;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.it.TestBundle;
import dev.offramp.it.TestTopics;
import dev.offramp.it.chart.Chart;
import dev.offramp.it.load.SteadyLoad;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What a collector of OpenTelemetry receives of a job on a cluster of processes, by Flink's own plugin on the options of the chart. */
@Timeout(300)
@EnabledIfSystemProperty(named = "deployment", matches = "true")
class OpenTelemetryITCase {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int FRAMES_A_SECOND = 20;
    private static final Path PLUGINS = Path.of("target/plugins").toAbsolutePath();
    private static final Pattern DOCUMENTED = Pattern.compile("`(flink\\.[\\w.]+)`");
    private static final String OPERATOR = "flink.taskmanager.job.task.operator.";

    @Test
    void all_that_dashboard_and_alarms_ask_for_comes_by_its_documented_name_and_spans_of_checkpoints()
            throws Exception {
        try (OtlpReceiver collector = OtlpReceiver.start();
                LocalCluster cluster = telling(collector)) {
            TestTopics topics = new TestTopics(cluster.bootstrapServers());
            topics.send(List.of(topics.record("frames", "camera", new byte[] {1}))); // what is refused is counted
            cluster.submit(
                    TestBundle.FOLDER,
                    topics,
                    List.of(
                            "--parallelism",
                            "1",
                            "--set",
                            "throughput.window=1s",
                            "--set",
                            "steer.latency-p95=60s",
                            "--set",
                            "execution.checkpointing.interval=1s"));
            try (SteadyLoad load = new SteadyLoad(topics, FRAMES_A_SECOND)) {
                Set<String> wanted = wanted();
                Await.until(wanted, PATIENCE, () -> {
                    wanted.removeAll(collector.names());
                    return wanted.isEmpty();
                });
                Await.until(
                        "spans and a rate",
                        PATIENCE,
                        () -> collector.points(OPERATOR + "samplesPerSecond").stream()
                                        .anyMatch(point -> point.getAsDouble() > 0)
                                && collector.spans().keySet().containsAll(List.of("Checkpoint", "JobInitialization")));
                assertThat(load.published()).isPositive();
            }

            assertThat(collector.failures()).isEmpty();
            assertThat(collector.services()).containsExactly("demo-offramp");
            assertLatency(collector);
            assertCountedByDeltas(collector.metric(OPERATOR + "left").orElseThrow());
        }
    }

    private static LocalCluster telling(OtlpReceiver collector) throws Exception {
        List<String> words = new ArrayList<>(List.of("--env", "FLINK_PLUGINS_DIR=" + PLUGINS));
        Chart.with("{monitoring: {openTelemetry: {enabled: true, interval: 1s, endpoint: '" + collector.address()
                        + "'}}}")
                .flinkConfiguration()
                .toMap()
                .forEach((key, value) -> {
                    if (key.contains(".reporter.otel.")) {
                        words.addAll(List.of("-D", key + "=" + value));
                    }
                });
        return LocalCluster.start(Path.of("target/otel-cluster"), words.toArray(String[]::new));
    }

    /** What the page names, and all of dashboard and alarms but what the kubelet tells, by the rule of the page: dots for underscores. */
    private static Set<String> wanted() throws Exception {
        Set<String> wanted = DOCUMENTED
                .matcher(Files.readString(Path.of("../deploy/README.md")))
                .results()
                .map(found -> found.group(1))
                .collect(toCollection(ConcurrentSkipListSet::new));
        assertThat(wanted).hasSizeGreaterThan(3);
        Set<String> asked = new TreeSet<>(Dashboard.shipped().metrics());
        asked.addAll(AlarmRules.shipped().metrics());
        asked.removeIf(metric -> !metric.startsWith("flink_"));
        asked.forEach(metric -> wanted.add(metric.replace('_', '.')));
        return wanted;
    }

    private static void assertLatency(OtlpReceiver collector) {
        assertThat(collector.points(OPERATOR + "quantile.latencyMillis"))
                .extracting(point -> attribute(point, "quantile"))
                .containsExactlyInAnyOrder("0.5", "0.95", "0.99");
        assertThat(collector.points(OPERATOR + "pendingRecords")).isNotEmpty().allSatisfy(point -> assertThat(
                        attribute(point, "job_name"))
                .isEqualTo("offramp-fashion-mnist-branchy"));
    }

    private static void assertCountedByDeltas(Metric counter) {
        assertThat(counter.getSum().getIsMonotonic()).isTrue();
        assertThat(counter.getSum().getAggregationTemporality())
                .isEqualTo(AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA);
    }

    private static String attribute(NumberDataPoint point, String name) {
        return point.getAttributesList().stream()
                .filter(attribute -> attribute.getKey().equals(name))
                .map(KeyValue::getValue)
                .map(value -> value.getStringValue())
                .findFirst()
                .orElse("");
    }
}
