package dev.offramp.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.policy.PolicyRecord;
import dev.offramp.policy.Scope;
import dev.offramp.policy.ScopedPolicy;
import dev.offramp.policy.Withdrawal;
import dev.offramp.registry.KnownSchemas;
import dev.offramp.rejects.RefusalReason;
import dev.offramp.rejects.RejectedRecord;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadPoliciesFunctionTest {

    private final OneInputStreamOperatorTestHarness<ConsumedRecord, PolicyRecord> job;

    ReadPoliciesFunctionTest() throws Exception {
        job = new OneInputStreamOperatorTestHarness<>(
                new ProcessOperator<>(new ReadPoliciesFunction(16, KnownSchemas.NONE)));
        job.open();
    }

    @AfterEach
    void close() throws Exception {
        job.close();
    }

    @Test
    void an_update_goes_on_with_the_record_that_brought_it() throws Exception {
        ConsumedRecord record = TestRecords.record(
                TestPolicies.KEY, TestPolicies.encoded(TestPolicies.update().build()));
        job.processElement(record, 0);

        PolicyRecord read = job.extractOutputValues().get(0);
        assertThat(read.change().key()).isEqualTo("STREAM/lobby-7");
        assertThat(read.origin()).isEqualTo(record.origin());
        assertThat(read.key()).isEqualTo(record.key());
        assertThat(read.value()).isEqualTo(record.value());
    }

    @Test
    void a_record_without_a_value_withdraws_the_policy_of_its_key() throws Exception {
        job.processElement(tombstone("STREAM/lobby-7"), 0);
        job.processElement(tombstone("DEFAULT@1234/"), 0);

        assertThat(job.extractOutputValues())
                .extracting(PolicyRecord::change)
                .containsExactly(
                        new Withdrawal(Scope.STREAM, "lobby-7", ScopedPolicy.AT_ONCE),
                        new Withdrawal(Scope.DEFAULT, "", 1234));
    }

    @Test
    void a_record_without_a_value_under_a_key_of_no_policy_is_passed_over() throws Exception {
        job.processElement(tombstone("junk"), 0);

        assertThat(job.extractOutputValues()).isEmpty();
        assertThat(job.getSideOutput(RejectedRecord.REJECTS)).isNullOrEmpty();
    }

    @Test
    void an_empty_value_is_no_withdrawal() throws Exception {
        job.processElement(TestRecords.record("STREAM/lobby-7", new byte[0]), 0);

        assertThat(job.extractOutputValues()).isEmpty();
        assertThat(job.getSideOutput(RejectedRecord.REJECTS)).hasSize(1);
    }

    @Test
    void what_is_no_update_becomes_a_reject() throws Exception {
        job.processElement(TestRecords.record("STREAM/lobby-7", new byte[20]), 0);

        assertThat(job.extractOutputValues()).isEmpty();
        assertThat(job.getSideOutput(RejectedRecord.REJECTS)).singleElement().satisfies(reject -> {
            assertThat(reject.getValue().reason()).isEqualTo(RefusalReason.NOT_AVRO);
            assertThat(reject.getValue().original()).hasSize(16);
            assertThat(reject.getValue().originalSize()).isEqualTo(20);
        });
    }

    private static ConsumedRecord tombstone(String key) {
        return new ConsumedRecord(TestRecords.ORIGIN, key.getBytes(UTF_8), new byte[0], true);
    }
}
