package dev.offramp.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "up | up",
                "sum by (job, host) (rate(a_total{x=~\"b.c\", y=\"d\"}[5m])) | a_total",
                "a > on (job) group_left 0.01 * max by (job) (b) | a,b",
                "abs(a - avg_over_time(a[1d] offset 1h)) > 2e3 | a",
                "a / scalar(sum(b)) and c{quantile=\"0.99\"} unless absent(d) | a,b,c,d",
                "increase(a:b:rate5m[7m]) == 0 | a:b:rate5m"
            })
    void names_of_metrics_are_what_is_no_function_word_label_or_number(String text, String metrics) {
        assertThat(new Expression(text).metrics()).containsExactly(metrics.split(",", -1));
    }
}
