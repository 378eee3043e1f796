package dev.offramp.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offramp.policy.Limits;
import dev.offramp.policy.Measure;
import dev.offramp.policy.Policy;
import dev.offramp.policy.Temperatures;
import dev.offramp.policy.Thresholds;
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
    void a_measure_is_read_as_it_is_written_anywhere(String text, Measure measure) {
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
        assertThat(PolicyValues.multiplyAdds(text)).isEqualTo(multiplyAdds);
    }

    @Test
    void a_limit_may_be_taken_away() {
        assertThat(PolicyValues.deadlineMillis("none")).isEqualTo(Limits.NONE);
        assertThat(PolicyValues.multiplyAdds("none")).isEqualTo(Limits.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-6M", "6T", "much", "0.1"})
    void what_is_no_budget_is_said(String text) {
        assertThatThrownBy(() -> PolicyValues.multiplyAdds(text))
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

    @Test
    void what_is_shown_can_be_set_again() {
        Policy policy = TestingPolicies.whole(1);

        assertThat(PolicyValues.measure(PolicyField.MEASURE.text(policy)))
                .isEqualTo(policy.criterion().measure());
        assertThat(PolicyValues.thresholds(PolicyField.THRESHOLDS.text(policy))).isEqualTo(policy.thresholds());
        assertThat(PolicyValues.temperatures(PolicyField.TEMPERATURES.text(policy)))
                .isEqualTo(policy.criterion().temperatures());
        assertThat(PolicyValues.deadlineMillis(PolicyField.DEADLINE.text(policy)))
                .isEqualTo(policy.limits().deadlineMillis());
        assertThat(PolicyValues.multiplyAdds(PolicyField.BUDGET.text(policy)))
                .isEqualTo(policy.limits().budgetMultiplyAdds());
        assertThat(PolicyValues.share(PolicyField.SHADOW.text(policy))).isEqualTo(policy.shadowShare());
    }
}
