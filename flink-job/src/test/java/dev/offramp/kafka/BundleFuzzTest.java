package dev.offramp.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.offramp.refresh.BundleRecord;
import dev.offramp.registry.WriterSchemas;
import dev.offramp.rejects.Refusal;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever lies on the topic of bundles says something that can be written again, or is refused. */
@Timeout(10)
class BundleFuzzTest {

    private static final BundleRecordReader BUNDLES = new BundleRecordReader(WriterSchemas.NONE);

    static Stream<byte[]> bundles() {
        return Stream.<BundleRecord>of(
                        TestBundles.CANARY,
                        TestBundles.WITHDRAWAL,
                        TestBundles.READY,
                        TestBundles.ACCEPTED,
                        TestBundles.REFUSED)
                .map(record -> KeyedBytes.row(record.topicKey(), BundleRecordWriter.write(record)));
    }

    @MethodSource("bundles")
    @FuzzTest
    void a_record_says_something_or_is_refused(byte[] row) throws Exception {
        KeyedBytes record = KeyedBytes.in(row);
        Allocation.assertNoLengthIsBelieved(() -> read(record));
        assertThat(BUNDLES.read(record.tombstone())).isEmpty();
    }

    private static void read(KeyedBytes record) throws IOException {
        try {
            BundleRecord said = BUNDLES.read(record.record()).orElseThrow();
            var written = new ConsumedRecord(TestRecords.ORIGIN, record.key(), BundleRecordWriter.write(said));
            assertThat(BUNDLES.read(written)).contains(said);
        } catch (Refusal refusal) {
            assertThat(refusal.detail()).isNotBlank();
        }
    }
}
