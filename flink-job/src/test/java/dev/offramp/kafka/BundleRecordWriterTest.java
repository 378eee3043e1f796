package dev.offramp.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.refresh.BundleRecord;
import dev.offramp.refresh.Decision;
import dev.offramp.refresh.TaskReport;
import dev.offramp.registry.WriterSchemas;
import dev.offramp.rejects.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BundleRecordWriterTest {

    private static final BundleRecordReader BUNDLES = new BundleRecordReader(WriterSchemas.NONE);
    private static final String ENDLESS = "x".repeat(5_000);

    static Stream<BundleRecord> records() {
        return Stream.of(
                TestBundles.CANARY,
                TestBundles.WITHDRAWAL,
                TestBundles.READY,
                new TaskReport(TestBundles.OLD, -1, "decode", 0, 1, Optional.of("stage-1.pt is altered")),
                TestBundles.ACCEPTED,
                TestBundles.REFUSED);
    }

    @ParameterizedTest
    @MethodSource("records")
    void a_record_is_read_as_it_was_written(BundleRecord record) throws Refusal {
        assertThat(read(record)).contains(record);
    }

    @ParameterizedTest
    @MethodSource("records")
    void the_job_writes_it_under_its_key(BundleRecord record) throws Exception {
        OutgoingRecord written = new EncodeBundlesFunction().map(record);

        assertThat(written.isTombstone()).isFalse();
        assertThat(new String(written.key(), StandardCharsets.UTF_8)).isEqualTo(record.topicKey());
        assertThat(BUNDLES.read(new ConsumedRecord(TestRecords.ORIGIN, written.key(), written.value())))
                .contains(record);
    }

    @Test
    void a_problem_without_end_is_cut() throws Refusal {
        TaskReport report = new TaskReport(TestBundles.NEW, 1, "stage-1", 0, 1, Optional.of(ENDLESS));
        Decision decision =
                new Decision("DEFAULT/", 1, Optional.of(TestBundles.NEW), Decision.Outcome.REFUSED, 0, ENDLESS, 1);

        assertThat(((TaskReport) read(report).orElseThrow()).problem().orElseThrow())
                .hasSize(1024)
                .endsWith("x…");
        assertThat(((Decision) read(decision).orElseThrow()).reason())
                .hasSize(1024)
                .endsWith("x…");
    }

    private static Optional<BundleRecord> read(BundleRecord record) throws Refusal {
        return BUNDLES.read(TestRecords.record(record.topicKey(), BundleRecordWriter.write(record)));
    }
}
