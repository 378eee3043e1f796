package dev.offramp.throughput;

import static dev.offramp.throughput.DearestStreamsTest.stream;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.sample.BundleId;
import java.util.List;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DearestStreamsOperatorTest {

    private OneInputStreamOperatorTestHarness<StreamOfBundle, TotalsByBundle> harness;

    @BeforeEach
    void open() throws Exception {
        harness = new OneInputStreamOperatorTestHarness<>(
                new DearestStreamsOperator(1),
                StreamOfBundle.TYPE.createSerializer(
                        new org.apache.flink.api.common.serialization.SerializerConfigImpl()));
        harness.setup(TotalsByBundle.TYPE.createSerializer(null));
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void each_window_has_its_own_dearest() throws Exception {
        harness.processElement(home("a", 3), 999);
        harness.processElement(home("b", 9), 999);
        harness.processElement(home("a", 4), 1999);
        harness.processWatermark(new Watermark(1999));

        assertThat(harness.extractOutputStreamRecords())
                .extracting(StreamRecord::getTimestamp)
                .containsExactly(999L, 1999L);
        assertThat(streams())
                .containsExactly(
                        new DearestStreams(List.of(stream("b", 9)), 1), new DearestStreams(List.of(stream("a", 4)), 0));
    }

    @Test
    void at_a_barrier_in_between_nothing_is_cut_and_nothing_is_held() throws Exception {
        harness.processElement(home("a", 3), 999);
        harness.processElement(home("b", 9), 999);

        harness.prepareSnapshotPreBarrier(1);

        assertThat(streams()).containsExactly(new DearestStreams(List.of(stream("b", 9), stream("a", 3)), 0));
        harness.processWatermark(new Watermark(1999));
        assertThat(streams()).hasSize(1);
    }

    @Test
    void each_bundle_has_its_own_dearest() throws Exception {
        BundleId other = new BundleId("other", "2.0.0");
        harness.processElement(home("a", 3), 999);
        harness.processElement(new StreamOfBundle(other, stream("a", 9)), 999);
        harness.processElement(new StreamOfBundle(other, stream("b", 1)), 999);
        harness.processWatermark(new Watermark(999));

        assertThat(streams()).containsExactly(new DearestStreams(List.of(stream("a", 3)), 0));
        assertThat(harness.extractOutputValues()).singleElement().satisfies(totals -> assertThat(
                        totals.of(other).streams())
                .isEqualTo(new DearestStreams(List.of(stream("a", 9)), 1)));
    }

    private static StreamOfBundle home(String stream, long multiplyAdds) {
        return new StreamOfBundle(TestAnswers.BUNDLE, stream(stream, multiplyAdds));
    }

    private List<DearestStreams> streams() {
        return harness.extractOutputStreamRecords().stream()
                .map(record -> ((TotalsByBundle) record.getValue())
                        .of(TestAnswers.BUNDLE)
                        .streams())
                .toList();
    }
}
