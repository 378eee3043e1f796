package dev.offramp.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.offramp.policy.PolicyRecord;
import dev.offramp.policy.PolicyRecordFormat;
import dev.offramp.policy.ScopedPolicy;
import dev.offramp.policy.Withdrawal;
import dev.offramp.registry.WriterSchemas;
import dev.offramp.rejects.Refusal;
import dev.offramp.schema.PolicyUpdate;
import dev.offramp.wire.WireCopy;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever lies on the topic of policies changes a policy, and can be written and taken back, or is refused. */
@Timeout(10)
class PolicyFuzzTest {

    private static final PolicyReader POLICIES = new PolicyReader(WriterSchemas.NONE);

    static Stream<byte[]> policies() {
        PolicyUpdate thresholds = TestPolicies.update().build();
        PolicyUpdate wish = TestPolicies.update()
                .setValidFrom(null)
                .setThresholds(List.of())
                .setBundleName(null)
                .setBundleVersion(null)
                .setAcceptedLoss(0.01)
                .setFramesPerSecond(2.5)
                .setShadowShare(0.1)
                .setReplaces(2L)
                .build();
        PolicyUpdate scaled = TestPolicies.update()
                .setTemperatures(List.of(1.5f, 2f, 1f))
                .setDeadlineMillis(200L)
                .build();
        PolicyUpdate lastMoment = TestPolicies.update()
                .setValidFrom(Instant.ofEpochMilli(Long.MAX_VALUE))
                .build();
        return Stream.of(
                KeyedBytes.row("STREAM@" + Long.MAX_VALUE + "/lobby-7", TestPolicies.encoded(lastMoment)),
                KeyedBytes.row(TestPolicies.KEY, TestPolicies.encoded(thresholds)),
                KeyedBytes.row(TestPolicies.KEY, TestPolicies.encoded(scaled)),
                KeyedBytes.row("STREAM/lobby-7", TestPolicies.encoded(wish)));
    }

    @MethodSource("policies")
    @FuzzTest
    void a_record_changes_a_policy_or_is_refused(byte[] row) throws Exception {
        KeyedBytes record = KeyedBytes.in(row);
        Allocation.assertNoLengthIsBelieved(() -> read(record));
        POLICIES.read(record.tombstone());
    }

    private static void read(KeyedBytes record) throws IOException {
        try {
            PolicyRecord change = POLICIES.read(record.record()).orElseThrow();
            WireCopy.assertSame(change, new PolicyRecordFormat());
            assertCanBeWrittenAndTakenBack((ScopedPolicy) change.change(), record);
        } catch (Refusal refusal) {
            assertThat(refusal.detail()).isNotBlank();
        }
    }

    private static void assertCanBeWrittenAndTakenBack(ScopedPolicy policy, KeyedBytes record) throws Refusal {
        var written = new ConsumedRecord(TestRecords.ORIGIN, record.key(), PolicyWriter.write(policy));
        assertThat(POLICIES.read(written).orElseThrow().change()).isEqualTo(policy);
        assertThat(Withdrawal.of(policy.topicKey())).contains(policy.withdrawal());
    }
}
