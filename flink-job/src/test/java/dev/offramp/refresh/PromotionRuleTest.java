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
            value = {
                "agreement >= 98%                            | it does not say for how long",
                "agreement >= 98% for 1 min and cost <= 2x for 1 h | says twice",
                "agreement >= 98% for 0 s                    | from 1 s to 168 h",
                "agreement >= 98% for 200 h                  | from 1 s to 168 h",
                "agreement >= 0.98x for 1 min                | agreement is in %, not in x",
                "cost <= 110% for 1 min                      | cost is in x, not in %",
                "wisdom >= 98% for 1 min                     | 'wisdom' is not among agreement, accuracy, accuracy-loss, cost",
                "agreement > 98% for 1 min                   | 'agreement > 98%' is no condition",
                "agreement >= 98% or cost <= 1x for 1 min    | is no condition",
                "agreement >= 98% and for 1 min              | '' is no condition",
                "for 1 min                                   | '' is no condition",
            })
    void what_is_no_rule_is_refused_with_what_would_be_right(String text, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PromotionRule.parse(text))
                .withMessageContaining(why)
                .withMessageContaining(text);
    }

    @Test
    void a_rule_says_what_was_seen_of_each_condition() {
        Comparison seen = new Comparison(1000, 900, Comparison.Side.NOTHING, Comparison.Side.NOTHING);

        assertThat(RULE.told(seen))
                .startsWith("agreement 90.00% (86.")
                .contains("), wanted >= 98.00%; cost not known yet");
        assertThat(RULE.failing(seen))
                .hasValueSatisfying(told -> assertThat(told).startsWith("agreement 90.00%"));
    }
}
