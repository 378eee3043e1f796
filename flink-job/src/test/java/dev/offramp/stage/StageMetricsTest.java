package dev.offramp.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.bundle.Precision;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StageMetricsTest {

    private final KeptMetrics kept = new KeptMetrics();
    private final StageMetrics metrics;

    StageMetricsTest() {
        TestingStages stages = new TestingStages(UUID.randomUUID().toString());
        StageEngine engine = stages.open(TestSamples.stage(1), new StageDevice(StageDevice.Kind.CPU, 0));
        BatchRunner runner = new BatchRunner(engine, BlankSample.of(TestSamples.stage(1)), 16);
        metrics = new StageMetrics(kept, Precision.BFLOAT16, engine, runner);
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

        assertThat(kept.gauge("batchSize")).isEqualTo(3L);
        assertThat(kept.gauge("batchLatencyMs")).isEqualTo(1.5);
    }

    @Test
    void the_largest_batch_is_a_gauge_and_samples_that_fail_are_counted() {
        metrics.failed();

        assertThat(kept.gauge("maxBatchSize")).isEqualTo(16);
        assertThat(count("modelFailed")).isEqualTo(1);
    }

    @Test
    void the_precision_is_a_label() {
        assertThat(kept.gauge("precision=bfloat16.served")).isEqualTo(1);
    }

    private long count(String name) {
        return kept.count(name);
    }
}
