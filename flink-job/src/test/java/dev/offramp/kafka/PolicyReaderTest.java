package dev.offramp.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.offramp.policy.ConfidenceMeasure;
import dev.offramp.policy.Criterion;
import dev.offramp.policy.Limits;
import dev.offramp.policy.PolicyTerms;
import dev.offramp.policy.Scope;
import dev.offramp.policy.ScopedPolicy;
import dev.offramp.policy.Succession;
import dev.offramp.policy.Temperatures;
import dev.offramp.policy.Thresholds;
import dev.offramp.policy.Wish;
import dev.offramp.registry.WriterSchemas;
import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RefusalReason;
import dev.offramp.sample.BundleId;
import dev.offramp.schema.Measure;
import dev.offramp.schema.PolicyScope;
import dev.offramp.schema.PolicyUpdate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyReaderTest {

    private static final PolicyReader POLICIES = new PolicyReader(WriterSchemas.NONE);

    @Test
    void an_update_is_read_with_all_its_fields() throws Refusal {
        Criterion criterion = Criterion.of(ConfidenceMeasure.MARGIN, Thresholds.of(0.5f, Thresholds.CLOSED));
        PolicyTerms terms = new PolicyTerms(
                new Wish.ThresholdsOf(new BundleId("fashion", "1.0.0"), criterion),
                PolicyTerms.OPEN,
                30_000_000,
                PolicyTerms.OPEN,
                PolicyTerms.OPEN_SHARE);

        assertThat(read(TestPolicies.update()))
                .isEqualTo(new ScopedPolicy(Scope.STREAM, "lobby-7", 1_234, 3, terms, Succession.by("tests")));
    }

    @Test
    void what_an_update_leaves_out_is_at_once_and_left_to_the_next_wider_scope() throws Refusal {
        ScopedPolicy update = read(TestPolicies.update().setValidFrom(null).setBudgetMultiplyAdds(null));

        assertThat(update.validFromMillis()).isEqualTo(Long.MIN_VALUE);
        assertThat(update.terms())
                .isEqualTo(PolicyTerms.NOTHING.with(update.terms().wish()));
    }

    @Test
    void a_limit_of_nought_is_none_whatever_the_wider_scopes_say() throws Refusal {
        ScopedPolicy update = read(TestPolicies.update()
                .setDeadlineMillis(0L)
                .setBudgetMultiplyAdds(0L)
                .setFramesPerSecond(0.0)
                .setShadowShare(0.0));

        assertThat(update.terms()).isEqualTo(PolicyTerms.of(update.terms().wish(), Limits.UNLIMITED, 0));
    }

    @Test
    void a_wish_needs_no_bundle() throws Refusal {
        assertThat(read(wish().setAcceptedLoss(0.005)).terms().wish()).isEqualTo(new Wish.AccuracyLoss(0.005));
        assertThat(read(wish().setCostMultiplyAdds(6_000_000L)).terms().wish())
                .isEqualTo(new Wish.MeanMultiplyAdds(6_000_000));
        assertThat(read(wish().setCostMilliseconds(0.8)).terms().wish()).isEqualTo(new Wish.MeanMilliseconds(0.8));
        assertThat(read(wish()).terms().wish()).isEqualTo(Wish.OPEN);
    }

    @Test
    void thresholds_that_name_no_bundle_are_refused() {
        assertBad(TestPolicies.update().setBundleName(null), "thresholds mean nothing without the bundle");
        assertBad(TestPolicies.update().setBundleVersion(null), "thresholds mean nothing without the bundle");
    }

    @Test
    void one_thing_is_wished_at_a_time() {
        assertBad(TestPolicies.update().setAcceptedLoss(0.1), "one of acceptedLoss");
        assertBad(wish().setAcceptedLoss(0.1).setCostMultiplyAdds(1L), "one of acceptedLoss");
    }

    @Test
    void what_cannot_be_wished_is_refused() {
        assertBad(wish().setAcceptedLoss(-0.01), "an accepted loss of accuracy is 0 to 1, was -0.01");
        assertBad(wish().setCostMultiplyAdds(0L), "at least 1, was 0");
        assertBad(wish().setCostMilliseconds(Double.NaN), "above 0, was NaN");
        assertBad(wish().setFramesPerSecond(-1.0), "framesPerSecond must be 0, which is any, or above, was -1.0");
    }

    @Test
    void a_default_policy_has_no_target() throws Refusal {
        assertThat(read(TestPolicies.update().setScope(PolicyScope.DEFAULT).setTarget(""))
                        .key())
                .isEqualTo("DEFAULT/");
    }

    @ParameterizedTest
    @CsvSource({"DEFAULT, lobby-7", "GROUP, ''", "STREAM, ''"})
    void scope_and_target_must_agree(PolicyScope scope, String target) {
        assertBad(TestPolicies.update().setScope(scope).setTarget(target), "scope " + scope + " has target '" + target);
    }

    @Test
    void a_measure_of_a_later_release_is_refused() {
        assertBad(TestPolicies.update().setMeasure(Measure.UNKNOWN), "measure is UNKNOWN");
    }

    @Test
    void a_scope_of_a_later_release_is_refused() {
        assertBad(TestPolicies.update().setScope(PolicyScope.UNKNOWN), "scope is UNKNOWN");
    }

    @Test
    void a_threshold_that_is_no_number_is_refused() {
        assertBad(TestPolicies.update().setThresholds(List.of(0.5f, Float.NaN)), "the threshold of exit 2 is NaN");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE})
    void a_deadline_and_a_budget_are_not_negative(long value) {
        assertBad(
                TestPolicies.update().setDeadlineMillis(value),
                "deadlineMillis must be 0, which is none, or above, was " + value);
        assertBad(
                TestPolicies.update().setBudgetMultiplyAdds(value),
                "budgetMultiplyAdds must be 0, which is none, or above, was " + value);
    }

    @ParameterizedTest
    @ValueSource(longs = {500_000_000, -500_000_000, Integer.MAX_VALUE - 8L, Integer.MAX_VALUE, 1L << 40})
    void a_list_that_lies_about_its_length_is_refused_before_anything_is_allocated_for_it(long items) {
        byte[] beforeTheList = {2, 0, 2, 0, 2};
        byte[] value =
                TestRecords.body(PolicyUpdate.getClassSchema(), beforeTheList, TestRecords.number(items), new byte[50]);
        refusal(value);
        Allocation allocation = new Allocation();

        assertThat(refusal(value).reason()).isEqualTo(RefusalReason.CORRUPT_AVRO);
        assertThat(allocation.bytes()).isLessThan(4 << 20);
    }

    @Test
    void temperatures_a_shadow_share_and_a_deadline_are_read() throws Refusal {
        ScopedPolicy update = read(TestPolicies.update()
                .setTemperatures(List.of(1.5f, 1f, 0.5f))
                .setShadowShare(0.01)
                .setDeadlineMillis(250L)
                .setFramesPerSecond(12.5)
                .setSteered(true)
                .setReplaces(2L));

        assertThat(update.terms().wish()).isInstanceOfSatisfying(Wish.ThresholdsOf.class, thresholds -> assertThat(
                        thresholds.criterion().temperatures())
                .isEqualTo(Temperatures.of(1.5f, 1, 0.5f)));
        assertThat(update.terms()).isEqualTo(new PolicyTerms(update.terms().wish(), 250, 30_000_000, 12.5, 0.01));
        assertThat(update.succession()).isEqualTo(Succession.steeredBy("tests", 2));
    }

    @ParameterizedTest
    @ValueSource(floats = {0, -1, Float.NaN, Float.POSITIVE_INFINITY})
    void a_temperature_that_cannot_divide_is_refused(float temperature) {
        assertBad(
                TestPolicies.update().setTemperatures(List.of(1f, temperature)),
                "a temperature must be above 0 and finite");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void a_share_of_shadows_is_between_none_and_all(double share) {
        assertBad(TestPolicies.update().setShadowShare(share), "shadowShare must be 0 to 1, was " + share);
    }

    @Test
    void an_update_under_the_key_of_another_is_refused() {
        byte[] value = TestPolicies.encoded(TestPolicies.update().build());

        Refusal refusal =
                catchThrowableOfType(Refusal.class, () -> POLICIES.read(TestRecords.record("STREAM/lobby-8", value)));

        assertThat(refusal.reason()).isEqualTo(RefusalReason.KEY_MISMATCH);
        assertThat(refusal.detail()).contains("STREAM/lobby-8", TestPolicies.KEY);
    }

    private static void assertBad(PolicyUpdate.Builder update, String detail) {
        Refusal refusal = refusal(TestPolicies.encoded(update.build()));
        assertThat(refusal.reason()).isEqualTo(RefusalReason.BAD_POLICY);
        assertThat(refusal.detail()).contains(detail);
    }

    private static Refusal refusal(byte[] value) {
        return catchThrowableOfType(Refusal.class, () -> POLICIES.read(TestRecords.record(TestPolicies.KEY, value)));
    }

    private static ScopedPolicy read(PolicyUpdate.Builder update) throws Refusal {
        PolicyUpdate built = update.build();
        String from =
                built.getValidFrom() == null ? "" : "@" + built.getValidFrom().toEpochMilli();
        String key = built.getScope() + from + "/" + built.getTarget();
        return (ScopedPolicy) POLICIES.read(TestRecords.record(key, TestPolicies.encoded(built)))
                .orElseThrow()
                .change();
    }

    private static PolicyUpdate.Builder wish() {
        return TestPolicies.update()
                .setMeasure(Measure.UNKNOWN)
                .setThresholds(List.of())
                .setBundleName(null)
                .setBundleVersion(null);
    }
}
