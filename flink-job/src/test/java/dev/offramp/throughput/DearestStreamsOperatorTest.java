package dev.offramp.throughput;

import static dev.offramp.throughput.DearestStreamsTest.stream;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DearestStreamsOperatorTest {

    private OneInputStreamOperatorTestHarness<StreamTotals, Totals> harness;

    @BeforeEach
    void open() throws Exception {
        harness = new OneInputStreamOperatorTestHarness<>(
                new DearestStreamsOperator(1),
                StreamTotals.TYPE.createSerializer(
                        new org.apache.flink.api.common.serialization.SerializerConfigImpl()));
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void each_window_has_its_own_dearest() throws Exception {
        harness.processElement(stream("a", 3), 999);
        harness.processElement(stream("b", 9), 999);
        harness.processElement(stream("a", 4), 1999);
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
        harness.processElement(stream("a", 3), 999);
        harness.processElement(stream("b", 9), 999);

        harness.prepareSnapshotPreBarrier(1);

        assertThat(streams()).containsExactly(new DearestStreams(List.of(stream("b", 9), stream("a", 3)), 0));
        harness.processWatermark(new Watermark(1999));
        assertThat(streams()).hasSize(1);
    }

    private List<DearestStreams> streams() {
        return harness.extractOutputStreamRecords().stream()
                .map(record -> ((Totals) record.getValue()).streams())
                .toList();
    }
}
