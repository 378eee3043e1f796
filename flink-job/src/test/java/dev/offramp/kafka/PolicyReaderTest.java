package dev.offramp.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.offramp.policy.Measure;
import dev.offramp.policy.Policy;
import dev.offramp.policy.PolicyScope;
import dev.offramp.policy.PolicyUpdate;
import dev.offramp.policy.Thresholds;
import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RejectReason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyReaderTest {

    @Test
    void an_update_is_read_with_all_its_fields() throws Refusal {
        Policy policy =
                new Policy(3, Measure.MARGIN, Thresholds.of(0.5f, Thresholds.CLOSED), Policy.UNLIMITED, 30_000_000);

        assertThat(read(TestPolicies.update()))
                .isEqualTo(new PolicyUpdate(PolicyScope.STREAM, "lobby-7", 1_234, policy));
    }

    @Test
    void what_an_update_leaves_out_is_at_once_and_unlimited() throws Refusal {
        PolicyUpdate update = read(TestPolicies.update().setValidFrom(null).setBudgetMultiplyAdds(null));

        assertThat(update.validFromMillis()).isEqualTo(Long.MIN_VALUE);
        assertThat(update.policy().deadlineMillis()).isEqualTo(Policy.UNLIMITED);
        assertThat(update.policy().budget()).isEmpty();
    }

    @Test
    void a_default_policy_has_no_target() throws Refusal {
        assertThat(read(TestPolicies.update()
                                .setScope(dev.offramp.schema.PolicyScope.DEFAULT)
                                .setTarget(""))
                        .key())
                .isEqualTo("DEFAULT/");
    }

    @ParameterizedTest
    @CsvSource({"DEFAULT, lobby-7", "GROUP, ''", "STREAM, ''"})
    void scope_and_target_must_agree(dev.offramp.schema.PolicyScope scope, String target) {
        assertBad(TestPolicies.update().setScope(scope).setTarget(target), "scope " + scope + " has target '" + target);
    }

    @Test
    void a_measure_of_a_later_release_is_refused() {
        assertBad(TestPolicies.update().setMeasure(dev.offramp.schema.Measure.UNKNOWN), "measure is UNKNOWN");
    }

    @Test
    void a_scope_of_a_later_release_is_refused() {
        assertBad(TestPolicies.update().setScope(dev.offramp.schema.PolicyScope.UNKNOWN), "scope is UNKNOWN");
    }

    @Test
    void a_threshold_that_is_no_number_is_refused() {
        assertBad(TestPolicies.update().setThresholds(List.of(0.5f, Float.NaN)), "the threshold of exit 2 is NaN");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void a_deadline_and_a_budget_are_positive(long value) {
        assertBad(TestPolicies.update().setDeadlineMillis(value), "deadlineMillis must be positive, was " + value);
        assertBad(
                TestPolicies.update().setBudgetMultiplyAdds(value),
                "budgetMultiplyAdds must be positive, was " + value);
    }

    @ParameterizedTest
    @ValueSource(longs = {500_000_000, -500_000_000, Integer.MAX_VALUE - 8L, Integer.MAX_VALUE, 1L << 40})
    void a_list_that_lies_about_its_length_is_refused_before_anything_is_allocated_for_it(long items) {
        byte[] beforeTheList = {2, 0, 2, 0, 2};
        byte[] value = TestRecords.body(
                dev.offramp.schema.PolicyUpdate.getClassSchema(),
                beforeTheList,
                TestRecords.number(items),
                new byte[50]);
        refusal(value);
        Allocation allocation = new Allocation();

        assertThat(refusal(value).reason()).isEqualTo(RejectReason.CORRUPT_AVRO);
        assertThat(allocation.bytes()).isLessThan(4 << 20);
    }

    @Test
    void a_deadline_is_refused_as_long_as_no_exit_obeys_it() {
        assertBad(TestPolicies.update().setDeadlineMillis(250L), "deadlineMillis is not obeyed by this release");
    }

    @Test
    void an_update_under_the_key_of_another_is_refused() {
        byte[] value = TestPolicies.encoded(TestPolicies.update().build());

        Refusal refusal = catchThrowableOfType(
                Refusal.class, () -> PolicyReader.read(TestRecords.record("STREAM/lobby-8", value)));

        assertThat(refusal.reason()).isEqualTo(RejectReason.KEY_MISMATCH);
        assertThat(refusal.detail()).contains("STREAM/lobby-8", "STREAM/lobby-7");
    }

    private static void assertBad(dev.offramp.schema.PolicyUpdate.Builder update, String detail) {
        Refusal refusal = refusal(TestPolicies.encoded(update.build()));
        assertThat(refusal.reason()).isEqualTo(RejectReason.BAD_POLICY);
        assertThat(refusal.detail()).contains(detail);
    }

    private static Refusal refusal(byte[] value) {
        return catchThrowableOfType(
                Refusal.class, () -> PolicyReader.read(TestRecords.record("STREAM/lobby-7", value)));
    }

    private static PolicyUpdate read(dev.offramp.schema.PolicyUpdate.Builder update) throws Refusal {
        dev.offramp.schema.PolicyUpdate built = update.build();
        String key = built.getScope() + "/" + built.getTarget();
        return PolicyReader.read(TestRecords.record(key, TestPolicies.encoded(built)));
    }
}
