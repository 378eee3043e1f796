package dev.offramp.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.policy.PolicyRecord;
import dev.offramp.policy.PolicyTerms;
import dev.offramp.policy.Scope;
import dev.offramp.policy.ScopedPolicy;
import dev.offramp.policy.Succession;
import dev.offramp.policy.Wish;
import dev.offramp.registry.WriterSchemas;
import org.junit.jupiter.api.Test;

class EncodePoliciesFunctionTest {

    private static final PolicyReader POLICIES = new PolicyReader(WriterSchemas.NONE);

    private static final ScopedPolicy UPDATE = new ScopedPolicy(
            Scope.DEFAULT,
            "",
            1_234,
            7,
            PolicyTerms.of(new Wish.MeanMultiplyAdds(6_000_000)),
            Succession.steeredBy("steer", 6));

    private final EncodePoliciesFunction encode = new EncodePoliciesFunction();

    @Test
    void an_update_lies_under_its_key() throws Exception {
        OutgoingRecord record = encode.map(UPDATE);

        assertThat(record.isTombstone()).isFalse();
        assertThat(new String(record.key(), UTF_8)).isEqualTo("DEFAULT@1234/");
        assertThat(POLICIES.read(TestRecords.record("DEFAULT@1234/", record.value())))
                .map(PolicyRecord::change)
                .contains(UPDATE);
    }

    @Test
    void a_withdrawal_is_a_record_without_a_value_under_the_same_key() {
        OutgoingRecord record = encode.map(UPDATE.withdrawal());

        assertThat(record.isTombstone()).isTrue();
        assertThat(record.key()).isEqualTo(encode.map(UPDATE).key());
    }
}
