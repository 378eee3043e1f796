package dev.offramp.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromotionRuleTest {

    private static final PromotionRule RULE = new PromotionRule(
            List.of(new Condition(Quantity.AGREEMENT, true, 0.98), new Condition(Quantity.COST, false, 1.1)),
            Duration.ofMinutes(10));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "agreement >= 98% and cost <= 1.1x for 10 min",
                "agreement >= 98% for 10 min and cost <= 1.1x",
                "Agreement>=98 % and cost<=1.1 x for 600 s",
            })
    void conditions_are_read_wherever_the_time_stands(String text) {
        assertThat(PromotionRule.parse(text)).isEqualTo(RULE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "agreement >= 98%                          | its end: it does not say for how long, such as 'for 10 min'",
                "agreement >= 98% for 1 min and cost <= 2x for 1 h | 'for' at character 43: it says twice for how long",
                "agreement >= 98% for 0 s                  | '0' at character 22: a rule lasts from 1 s to 168 h",
                "agreement >= 98% for 0.9 s                | '0.9' at character 22: a rule lasts from 1 s to 168 h",
                "agreement >= 98% for -10 min              | '-10' at character 22: a rule lasts from 1 s to 168 h",
                "agreement >= 98% for 200 h                | '200' at character 22: a rule lasts from 1 s to 168 h",
                "agreement >= 98% for 10 days              | 'days' at character 25: a time is in s, min or h",
                "agreement >= 98% for ten min              | 'ten' at character 22: a number must stand here",
                "agreement >= 98% for 10                   | its end: a time is in s, min or h",
                "agreement >= 0.98x for 1 min              | 'x' at character 18: agreement is in %",
                "agreement >= 0.98 for 1 min               | 'for' at character 19: agreement is in %",
                "cost <= 110% for 1 min                    | '%' at character 12: cost is in x",
                "agreement >= 101% for 1 min               | '101' at character 14: agreement must be above 0% and below 100%",
                "agreement >= 100% for 1 min               | '100' at character 14: agreement must be above 0% and below 100%",
                "accuracy >= -1% for 1 min                 | '-1' at character 13: accuracy must be above 0% and below 100%",
                "accuracy-loss <= 100% for 1 min           | '100' at character 18: accuracy-loss must be above -100% and",
                "cost <= 0x for 1 min                      | '0' at character 9: cost must be above 0x and below 1000x",
                "agreement >= 9% and latency <= -2x for 1 s | '-2' at character 32: latency must be above 0x and below",
                "cost <= 99999999999999999999x for 1 min   | '99999999999999999999' at character 9: cost must be above 0x",
                "wisdom >= 98% for 1 min                   | 'wisdom' at character 1: it is not among agreement, accuracy, acc",
                "agreement > 98% for 1 min                 | '>' at character 11: behind agreement must be >= or <=",
                "agreement >= 98% or cost <= 1x for 1 min  | 'or' at character 18: only 'and' with another condition",
                "agreement >= 98% and for 1 min            | 'for' at character 22: it is not among agreement",
                "for 1 min                                 | 'for' at character 1: it is not among agreement",
                "agreement >= 98% for 1 min and            | its end: it is not among agreement",
                "agreement >= for 1 min                    | 'for' at character 14: a number must stand here",
                "agreement >= 98% for 1 min!               | '!' at character 27: only 'and' with another condition",
            })
    void what_is_no_rule_is_refused_with_where_and_why(String text, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PromotionRule.parse(text))
                .withMessageStartingWith("'" + text + "' is no rule: ")
                .withMessageContaining(why);
    }

    @Test
    void an_empty_rule_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PromotionRule.parse(""))
                .withMessageContaining("its end: it is not among agreement");
    }

    @ParameterizedTest
    @CsvSource({"1 s, 1000", "1.5 s, 1500", "0.5 min, 30000", "168 h, 604800000"})
    void a_rule_lasts_from_a_second_to_a_week(String time, long millis) {
        assertThat(PromotionRule.parse("cost <= 1.1x for " + time).lasting()).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void a_loss_may_be_wanted_below_zero() {
        assertThat(PromotionRule.parse("accuracy-loss <= -0.5% for 1 h").conditions())
                .containsExactly(new Condition(Quantity.ACCURACY_LOSS, false, -0.005));
    }
}
