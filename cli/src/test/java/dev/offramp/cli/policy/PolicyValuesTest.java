package dev.offramp.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offramp.cli.options.ShareValue;
import dev.offramp.cli.options.TimeValues;
import dev.offramp.policy.ConfidenceMeasure;
import dev.offramp.policy.Limits;
import dev.offramp.policy.PolicyTerms;
import dev.offramp.policy.Temperatures;
import dev.offramp.policy.Thresholds;
import dev.offramp.policy.Wish;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class PolicyValuesTest {

    @Test
    void thresholds_are_numbers_or_closed() {
        assertThat(new CriterionValues.ThresholdList().convert("0.9, closed,0.4"))
                .isEqualTo(Thresholds.of(0.9f, Thresholds.CLOSED, 0.4f));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0.9,,0.4", "0.9,open", "NaN", "Infinity", "0.9,"})
    void what_is_no_threshold_is_said(String text) {
        assertThatThrownBy(() -> new CriterionValues.ThresholdList().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("is no number for a threshold, nor 'closed'");
    }

    @ParameterizedTest
    @CsvSource({"max-softmax, MAX_SOFTMAX", "MAX_SOFTMAX, MAX_SOFTMAX", "Entropy, ENTROPY", "patience, PATIENCE"})
    void a_measure_is_read_as_it_is_written_anywhere(String text, ConfidenceMeasure measure) {
        assertThat(new MeasureName().convert(text)).isEqualTo(measure);
    }

    @Test
    void temperatures_are_above_0_or_none() {
        assertThat(new CriterionValues.TemperatureList().convert("none")).isEqualTo(Temperatures.NONE);
        assertThat(new CriterionValues.TemperatureList().convert("1.5,1")).isEqualTo(Temperatures.of(1.5f, 1));
        assertThatThrownBy(() -> new CriterionValues.TemperatureList().convert("1,0"))
                .hasMessageContaining("must be above 0");
    }

    @ParameterizedTest
    @CsvSource({"50ms, 50", "1 s, 1000", "2min, 120000"})
    void a_deadline_is_a_time_span(String text, long millis) {
        assertThat(new LimitValues.Deadline().convert(text)).isEqualTo(millis);
    }

    @ParameterizedTest
    @CsvSource({"6M, 6000000", "6.5 M, 6500000", "1.2G, 1200000000", "800k, 800000", "6000001, 6000001"})
    void a_budget_is_a_number_of_multiply_adds(String text, long multiplyAdds) {
        assertThat(new LimitValues.Budget().convert(text)).isEqualTo(multiplyAdds);
    }

    @Test
    void a_limit_may_be_taken_away() {
        assertThat(new LimitValues.Deadline().convert("none")).isEqualTo(Limits.NONE);
        assertThat(new LimitValues.Budget().convert("none")).isEqualTo(Limits.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-6M", "6T", "much", "0.1"})
    void what_is_no_budget_is_said(String text) {
        assertThatThrownBy(() -> new LimitValues.Budget().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("'" + text + "'");
    }

    @ParameterizedTest
    @CsvSource({"1%, 0.01", "0.01, 0.01", "100 %, 1", "0, 0"})
    void a_share_is_a_percentage_or_a_fraction(String text, double share) {
        assertThat(ShareValue.share(text)).isEqualTo(share);
    }

    @ParameterizedTest
    @ValueSource(strings = {"101%", "1.5", "-0.1", "half", "%"})
    void what_is_no_share_is_said(String text) {
        assertThatThrownBy(() -> ShareValue.share(text)).hasMessageContaining("'" + text + "' is no share");
    }

    @Test
    void a_moment_is_an_instant_or_a_while_from_now() {
        Instant now = Instant.parse("2026-01-31T12:00:00Z");

        assertThat(new TimeValues.Moment(Clock.fixed(now, ZoneOffset.UTC)).convert("+30s"))
                .isEqualTo(Instant.parse("2026-01-31T12:00:30Z"));
        assertThat(new TimeValues.Moment(Clock.fixed(now, ZoneOffset.UTC)).convert("2026-02-01T00:00:00Z"))
                .isEqualTo(Instant.parse("2026-02-01T00:00:00Z"));
        assertThatThrownBy(() -> new TimeValues.Moment(Clock.fixed(now, ZoneOffset.UTC)).convert("tomorrow"))
                .hasMessageContaining("'tomorrow' is no time");
    }

    @ParameterizedTest
    @CsvSource({"0.5%, 0.005", "0.02, 0.02", "0, 0"})
    void a_loss_is_a_share(String text, double share) {
        assertThat(new WishValues.Loss().convert(text)).isEqualTo(new Wish.AccuracyLoss(share));
    }

    @Test
    void a_cost_is_a_number_of_multiply_adds_or_of_milliseconds() {
        assertThat(new WishValues.Cost().convert("6M")).isEqualTo(new Wish.MeanMultiplyAdds(6_000_000));
        assertThat(new WishValues.Cost().convert("0.8ms")).isEqualTo(new Wish.MeanMilliseconds(0.8));
        assertThat(new WishValues.Cost().convert("12 ms")).isEqualTo(new Wish.MeanMilliseconds(12));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1M", "0ms", "-2ms", "NaNms", "much", "ms"})
    void what_is_no_cost_is_said(String text) {
        assertThatThrownBy(() -> new WishValues.Cost().convert(text)).isInstanceOf(TypeConversionException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.5%", "101%", "some"})
    void what_is_no_loss_is_said(String text) {
        assertThatThrownBy(() -> new WishValues.Loss().convert(text))
                .hasMessageContaining("'" + text + "' is no share");
    }

    @Test
    void a_rate_is_a_number_of_frames_a_second() {
        assertThat(new LimitValues.Rate().convert("25")).isEqualTo(25);
        assertThat(new LimitValues.Rate().convert("0.2")).isEqualTo(0.2);
        assertThat(new LimitValues.Rate().convert("none")).isEqualTo(Limits.ANY_RATE);
        assertThatThrownBy(() -> new LimitValues.Rate().convert("0")).hasMessageContaining("above 0, was '0'");
    }

    @Test
    void every_part_can_be_left_to_the_next_wider_scope_again() {
        assertThat(new PolicyTerms(
                        new WishValues.Loss().convert("inherit"),
                        new LimitValues.Deadline().convert("inherit"),
                        new LimitValues.Budget().convert("inherit"),
                        new LimitValues.Rate().convert("inherit"),
                        new LimitValues.Shadow().convert("inherit")))
                .isEqualTo(PolicyTerms.NOTHING);
        assertThat(new WishValues.Cost().convert("inherit")).isEqualTo(Wish.OPEN);
    }

    @Test
    void what_is_shown_can_be_set_again() {
        PolicyTerms terms = TestingPolicies.whole();

        assertThat(new LimitValues.Deadline().convert(PolicyField.DEADLINE.text(terms)))
                .isEqualTo(terms.deadlineMillis());
        assertThat(new LimitValues.Budget().convert(PolicyField.BUDGET.text(terms)))
                .isEqualTo(terms.budgetMultiplyAdds());
        assertThat(new LimitValues.Rate().convert(PolicyField.RATE.text(terms))).isEqualTo(terms.framesPerSecond());
        assertThat(new LimitValues.Shadow().convert(PolicyField.SHADOW.text(terms)))
                .isEqualTo(terms.shadowShare());
        for (PolicyField field : PolicyField.values()) {
            assertThat(field.text(PolicyTerms.NOTHING)).isEqualTo("inherit");
        }
    }
}
