package dev.offramp.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offramp.policy.ConfidenceMeasure;
import dev.offramp.policy.Limits;
import dev.offramp.policy.PolicyTerms;
import dev.offramp.policy.Temperatures;
import dev.offramp.policy.Thresholds;
import dev.offramp.policy.Wish;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class PolicyValuesTest {

    @Test
    void thresholds_are_numbers_or_closed() {
        assertThat(PolicyValues.thresholds("0.9, closed,0.4")).isEqualTo(Thresholds.of(0.9f, Thresholds.CLOSED, 0.4f));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0.9,,0.4", "0.9,open", "NaN", "Infinity", "0.9,"})
    void what_is_no_threshold_is_said(String text) {
        assertThatThrownBy(() -> PolicyValues.thresholds(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("is no number for a threshold, nor 'closed'");
    }

    @ParameterizedTest
    @CsvSource({"max-softmax, MAX_SOFTMAX", "MAX_SOFTMAX, MAX_SOFTMAX", "Entropy, ENTROPY", "patience, PATIENCE"})
    void a_measure_is_read_as_it_is_written_anywhere(String text, ConfidenceMeasure measure) {
        assertThat(PolicyValues.measure(text)).isEqualTo(measure);
    }

    @Test
    void temperatures_are_above_0_or_none() {
        assertThat(PolicyValues.temperatures("none")).isEqualTo(Temperatures.NONE);
        assertThat(PolicyValues.temperatures("1.5,1")).isEqualTo(Temperatures.of(1.5f, 1));
        assertThatThrownBy(() -> PolicyValues.temperatures("1,0")).hasMessageContaining("must be above 0");
    }

    @ParameterizedTest
    @CsvSource({"50ms, 50", "1 s, 1000", "2min, 120000"})
    void a_deadline_is_a_time_span(String text, long millis) {
        assertThat(PolicyValues.deadlineMillis(text)).isEqualTo(millis);
    }

    @ParameterizedTest
    @CsvSource({"6M, 6000000", "6.5 M, 6500000", "1.2G, 1200000000", "800k, 800000", "6000001, 6000001"})
    void a_budget_is_a_number_of_multiply_adds(String text, long multiplyAdds) {
        assertThat(PolicyValues.budget(text)).isEqualTo(multiplyAdds);
    }

    @Test
    void a_limit_may_be_taken_away() {
        assertThat(PolicyValues.deadlineMillis("none")).isEqualTo(Limits.NONE);
        assertThat(PolicyValues.budget("none")).isEqualTo(Limits.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-6M", "6T", "much", "0.1"})
    void what_is_no_budget_is_said(String text) {
        assertThatThrownBy(() -> PolicyValues.budget(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("'" + text + "'");
    }

    @ParameterizedTest
    @CsvSource({"1%, 0.01", "0.01, 0.01", "100 %, 1", "0, 0"})
    void a_share_is_a_percentage_or_a_fraction(String text, double share) {
        assertThat(PolicyValues.share(text)).isEqualTo(share);
    }

    @ParameterizedTest
    @ValueSource(strings = {"101%", "1.5", "-0.1", "half", "%"})
    void what_is_no_share_is_said(String text) {
        assertThatThrownBy(() -> PolicyValues.share(text)).hasMessageContaining("'" + text + "' is no share");
    }

    @Test
    void a_moment_is_an_instant_or_a_while_from_now() {
        Instant now = Instant.parse("2026-01-31T12:00:00Z");

        assertThat(PolicyValues.moment("+30s", now)).isEqualTo(Instant.parse("2026-01-31T12:00:30Z"));
        assertThat(PolicyValues.moment("2026-02-01T00:00:00Z", now)).isEqualTo(Instant.parse("2026-02-01T00:00:00Z"));
        assertThatThrownBy(() -> PolicyValues.moment("tomorrow", now)).hasMessageContaining("'tomorrow' is no time");
    }

    @ParameterizedTest
    @CsvSource({"0.5%, 0.005", "0.02, 0.02", "0, 0"})
    void a_loss_is_a_share(String text, double share) {
        assertThat(PolicyValues.loss(text)).isEqualTo(new Wish.AccuracyLoss(share));
    }

    @Test
    void a_cost_is_a_number_of_multiply_adds_or_of_milliseconds() {
        assertThat(PolicyValues.cost("6M")).isEqualTo(new Wish.MeanMultiplyAdds(6_000_000));
        assertThat(PolicyValues.cost("0.8ms")).isEqualTo(new Wish.MeanMilliseconds(0.8));
        assertThat(PolicyValues.cost("12 ms")).isEqualTo(new Wish.MeanMilliseconds(12));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1M", "0ms", "-2ms", "NaNms", "much", "ms"})
    void what_is_no_cost_is_said(String text) {
        assertThatThrownBy(() -> PolicyValues.cost(text)).isInstanceOf(TypeConversionException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.5%", "101%", "some"})
    void what_is_no_loss_is_said(String text) {
        assertThatThrownBy(() -> PolicyValues.loss(text)).hasMessageContaining("'" + text + "' is no share");
    }

    @Test
    void a_rate_is_a_number_of_frames_a_second() {
        assertThat(PolicyValues.rate("25")).isEqualTo(25);
        assertThat(PolicyValues.rate("0.2")).isEqualTo(0.2);
        assertThat(PolicyValues.rate("none")).isEqualTo(Limits.ANY_RATE);
        assertThatThrownBy(() -> PolicyValues.rate("0")).hasMessageContaining("above 0, was '0'");
    }

    @Test
    void every_part_can_be_left_to_the_next_wider_scope_again() {
        assertThat(new PolicyTerms(
                        PolicyValues.loss("inherit"),
                        PolicyValues.deadlineMillis("inherit"),
                        PolicyValues.budget("inherit"),
                        PolicyValues.rate("inherit"),
                        PolicyValues.shadow("inherit")))
                .isEqualTo(PolicyTerms.NOTHING);
        assertThat(PolicyValues.cost("inherit")).isEqualTo(Wish.OPEN);
    }

    @Test
    void what_is_shown_can_be_set_again() {
        PolicyTerms terms = TestingPolicies.whole();

        assertThat(PolicyValues.deadlineMillis(PolicyField.DEADLINE.text(terms)))
                .isEqualTo(terms.deadlineMillis());
        assertThat(PolicyValues.budget(PolicyField.BUDGET.text(terms))).isEqualTo(terms.budgetMultiplyAdds());
        assertThat(PolicyValues.rate(PolicyField.RATE.text(terms))).isEqualTo(terms.framesPerSecond());
        assertThat(PolicyValues.shadow(PolicyField.SHADOW.text(terms))).isEqualTo(terms.shadowShare());
        for (PolicyField field : PolicyField.values()) {
            assertThat(field.text(PolicyTerms.NOTHING)).isEqualTo("inherit");
        }
    }
}
