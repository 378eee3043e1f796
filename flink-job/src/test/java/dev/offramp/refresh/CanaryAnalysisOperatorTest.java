package dev.offramp.refresh;

import static dev.offramp.refresh.TestingCanary.HOME;
import static dev.offramp.refresh.TestingCanary.SERVING;
import static dev.offramp.refresh.TestingCanary.TRIAL;
import static dev.offramp.refresh.TestingCanary.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.sample.Origin;
import java.util.Optional;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class CanaryAnalysisOperatorTest {

    private static final int STREAMS = 20;

    private final TestingCanary seen = new TestingCanary();
    private long now = 100_000;

    @Test
    void a_watch_goes_on_from_a_checkpoint_and_its_order_goes_out() throws Exception {
        OperatorSubtaskState checkpoint;
        try (var job = harness()) {
            job.setProcessingTime(now);
            job.open();
            read(job, TestingCanary.canary(1, "cost <= 1.1x for 10 s"));
            read(job, TestingCanary.accepted(TRIAL, 1, Optional.of(TWO), now));
            pass(6, job);
            checkpoint = job.snapshot(1, 1);
            assertThat(job.extractOutputValues()).isEmpty();
        }

        try (var goesOn = harness()) {
            goesOn.setProcessingTime(now);
            goesOn.initializeState(checkpoint);
            goesOn.open();
            pass(5, goesOn);
            assertThat(goesOn.extractOutputValues()).isEmpty();
            pass(1, goesOn);

            assertThat(goesOn.extractOutputValues())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Order.class, order -> assertThat(order.key()).isEqualTo(SERVING));
        }
    }

    private static TwoInputStreamOperatorTestHarness<PlacedRecord, SideWindow, BundleRecord> harness()
            throws Exception {
        var harness = new TwoInputStreamOperatorTestHarness<>(new CanaryAnalysisOperator(HOME, 1_000));
        harness.setup(BundleRecord.TYPE.createSerializer(new SerializerConfigImpl()));
        return harness;
    }

    private static void read(
            TwoInputStreamOperatorTestHarness<PlacedRecord, SideWindow, BundleRecord> job, BundleRecord record)
            throws Exception {
        job.processElement1(new PlacedRecord(new Origin("bundles", 0, 0, 0), record), 0);
    }

    private void pass(int seconds, TwoInputStreamOperatorTestHarness<PlacedRecord, SideWindow, BundleRecord> job)
            throws Exception {
        for (int second = 0; second < seconds; second++) {
            for (SideWindow window : seen.second(now, TWO.id(), 0.7, HOME, STREAMS)) {
                job.processElement2(window, 0);
            }
            now += 1_000;
            job.setProcessingTime(now);
        }
    }
}
