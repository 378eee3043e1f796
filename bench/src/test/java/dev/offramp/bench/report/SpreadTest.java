package dev.offramp.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    void the_median_of_an_odd_number_is_the_middle_one() {
        assertThat(new Spread(List.of(9.0, 1.0, 4.0)).median()).isEqualTo(4);
    }

    @Test
    void the_median_of_an_even_number_is_between_the_two_in_the_middle() {
        assertThat(new Spread(List.of(9.0, 1.0, 4.0, 5.0)).median()).isEqualTo(4.5);
    }

    @Test
    void a_spread_shows_its_median_and_its_range() {
        Spread spread = new Spread(List.of(2.0, 3.0, 2.5));

        assertThat(spread.asRatio()).isEqualTo("2.50 (2.00 to 3.00)");
        assertThat(new Spread(List.of(12_345.6)).asRate()).isEqualTo("12,346 (12,346 to 12,346)");
    }

    @Test
    void nothing_measured_is_no_spread() {
        assertThatThrownBy(() -> new Spread(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
