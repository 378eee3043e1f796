package dev.offramp.cli.top;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FitTest {

    @Test
    void what_is_too_long_ends_with_a_sign_of_it() {
        assertThat(Fit.cut("abcdef", 6, "…")).isEqualTo("abcdef");
        assertThat(Fit.cut("abcdefg", 6, "…")).isEqualTo("abcde…");
    }

    @Test
    void a_wide_character_counts_twice() {
        assertThat(Fit.cut("\u6444\u50cf\u673a", 5, "…")).isEqualTo("\u6444\u50cf…");
        assertThat(Fit.padded("\u6444", 4)).isEqualTo("\u6444  ");
    }

    @Test
    void words_stay_whole_where_they_fit() {
        assertThat(Fit.wrapped("one two three", 7, 9, "…")).containsExactly("one two", "three");
        assertThat(Fit.wrapped("abcdefghij kl", 5, 9, "…")).containsExactly("abcde", "fghij", "kl");
    }

    @Test
    void rows_beyond_the_last_are_left_out_and_said_to_be() {
        assertThat(Fit.wrapped("one two three four", 5, 2, "…")).containsExactly("one", "two…");
        assertThat(Fit.wrapped("one three four", 5, 2, "…")).containsExactly("one", "thre…");
    }

    @Test
    void pieces_stand_beside_each_other_as_long_as_they_fit() {
        assertThat(Fit.pieces(List.of("in 1/s", "out 2/s", "none wait"), 16))
                .containsExactly("in 1/s   out 2/s", "none wait");
    }
}
