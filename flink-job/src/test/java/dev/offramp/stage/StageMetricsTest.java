package dev.offramp.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.bundle.Precision;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class StageMetricsTest {

    private final Map<String, Counter> counters = new HashMap<>();
    private final Map<String, Gauge<?>> gauges = new HashMap<>();
    private final StageMetrics metrics;

    StageMetricsTest() {
        TestingStages stages = new TestingStages(UUID.randomUUID().toString());
        StageEngine engine = stages.open(TestSamples.stage(1), new StageDevice(StageDevice.Kind.CPU, 0));
        BatchRunner runner = new BatchRunner(engine, BlankSample.of(TestSamples.stage(1)), 16);
        metrics = new StageMetrics(new Group(""));
        metrics.opened(Precision.BFLOAT16, engine, runner);
    }

    @Test
    void means_are_quotients_of_counters() {
        metrics.ran(3, 1_000);
        metrics.ran(1, 3_000);
        metrics.waited(500);
        metrics.waited(300);

        assertThat(count("samples") / count("batches")).isEqualTo(2);
        assertThat(count("waitMicros") / count("samples")).isEqualTo(200);
        assertThat(count("computeMicros") / count("batches")).isEqualTo(2_000);
    }

    @Test
    void the_newest_batch_is_a_gauge() {
        metrics.ran(3, 1_500);

        assertThat(gauges.get("batchSize").getValue()).isEqualTo(3L);
        assertThat(gauges.get("batchLatencyMs").getValue()).isEqualTo(1.5);
    }

    @Test
    void the_largest_batch_is_a_gauge_and_samples_that_fail_are_counted() {
        metrics.failed();

        assertThat(gauges.get("maxBatchSize").getValue()).isEqualTo(16);
        assertThat(count("modelFailed")).isEqualTo(1);
    }

    @Test
    void the_precision_is_a_label() {
        assertThat(gauges.get("precision=bfloat16.served").getValue()).isEqualTo(1L);
    }

    private long count(String name) {
        return counters.get(name).getCount();
    }

    private final class Group extends UnregisteredMetricsGroup {

        private final String prefix;

        private Group(String prefix) {
            this.prefix = prefix;
        }

        @Override
        public Counter counter(String name) {
            return counters.computeIfAbsent(prefix + name, fresh -> new SimpleCounter());
        }

        @Override
        public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
            gauges.put(prefix + name, gauge);
            return gauge;
        }

        @Override
        public MetricGroup addGroup(String key, String value) {
            return new Group(prefix + key + "=" + value + ".");
        }
    }
}
