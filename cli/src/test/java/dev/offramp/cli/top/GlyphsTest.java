package dev.offramp.cli.top;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GlyphsTest {

    @Test
    void a_bar_is_as_long_as_its_share_to_an_eighth_of_a_column() {
        assertThat(Glyphs.BLOCKS.bar(1, 4)).isEqualTo("████");
        assertThat(Glyphs.BLOCKS.bar(.5, 4)).isEqualTo("██");
        assertThat(Glyphs.BLOCKS.bar(.53, 4)).isEqualTo("██▏");
        assertThat(Glyphs.ASCII.bar(.53, 4)).isEqualTo("##");
    }

    @Test
    void a_share_above_nothing_is_seen_and_nothing_is_not() {
        assertThat(Glyphs.BLOCKS.bar(.0001, 4)).isEqualTo("▏");
        assertThat(Glyphs.ASCII.bar(.0001, 4)).isEqualTo("#");
        assertThat(Glyphs.BLOCKS.bar(0, 4)).isEmpty();
    }

    @Test
    void a_share_that_is_none_breaks_no_bar() {
        assertThat(Glyphs.BLOCKS.bar(7, 4)).isEqualTo("████");
        assertThat(Glyphs.BLOCKS.bar(-1, 4)).isEmpty();
        assertThat(Glyphs.BLOCKS.bar(.5, 0)).isEmpty();
    }

    @Test
    void a_sparkline_has_the_newest_values_from_nothing_to_the_largest() {
        assertThat(Glyphs.BLOCKS.sparkline(List.of(9.0, 0.0, 3.5, 7.0), 3)).isEqualTo("▁▅█");
        assertThat(Glyphs.ASCII.sparkline(List.of(0.0, 7.0), 3)).isEqualTo("_@");
        assertThat(Glyphs.BLOCKS.sparkline(List.of(0.0, 0.0), 3)).isEqualTo("▁▁");
        assertThat(Glyphs.BLOCKS.sparkline(List.of(), 3)).isEmpty();
    }

    @Test
    void a_window_without_samples_is_a_gap() {
        assertThat(Glyphs.BLOCKS.sparkline(List.of(7.0, Double.NaN, 7.0), 3)).isEqualTo("█ █");
    }
}
