package dev.offramp.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.refresh.BundleRecord;
import dev.offramp.refresh.PlacedRecord;
import dev.offramp.registry.KnownSchemas;
import dev.offramp.rejects.RefusalReason;
import dev.offramp.rejects.RejectedRecord;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadBundlesFunctionTest {

    private final OneInputStreamOperatorTestHarness<ConsumedRecord, PlacedRecord> job;

    ReadBundlesFunctionTest() throws Exception {
        job = new OneInputStreamOperatorTestHarness<>(
                new ProcessOperator<>(new ReadBundlesFunction(16, KnownSchemas.NONE)));
        job.open();
    }

    @AfterEach
    void close() throws Exception {
        job.close();
    }

    @Test
    void what_is_said_goes_on_in_its_order() throws Exception {
        for (BundleRecord record : new BundleRecord[] {TestBundles.CANARY, TestBundles.READY, TestBundles.REFUSED}) {
            job.processElement(TestRecords.record(record.topicKey(), BundleRecordWriter.write(record)), 0);
        }

        assertThat(job.extractOutputValues())
                .extracting(PlacedRecord::record)
                .containsExactly(TestBundles.CANARY, TestBundles.READY, TestBundles.REFUSED);
        assertThat(job.extractOutputValues()).extracting(PlacedRecord::origin).containsOnly(TestRecords.ORIGIN);
    }

    @Test
    void a_record_without_a_value_is_passed_over() throws Exception {
        job.processElement(
                new ConsumedRecord(TestRecords.ORIGIN, TestBundles.KEY.getBytes(UTF_8), new byte[0], true), 0);

        assertThat(job.extractOutputValues()).isEmpty();
        assertThat(job.getSideOutput(RejectedRecord.REJECTS)).isNullOrEmpty();
    }

    @Test
    void what_cannot_be_obeyed_becomes_a_reject() throws Exception {
        byte[] value = TestBundles.encoded(TestBundles.order().setShare(2).build());
        job.processElement(TestRecords.record(TestBundles.KEY, value), 0);

        assertThat(job.extractOutputValues()).isEmpty();
        assertThat(job.getSideOutput(RejectedRecord.REJECTS)).singleElement().satisfies(reject -> {
            assertThat(reject.getValue().reason()).isEqualTo(RefusalReason.BAD_BUNDLE_ORDER);
            assertThat(reject.getValue().original()).hasSize(16);
            assertThat(reject.getValue().originalSize()).isEqualTo(value.length);
        });
    }
}
