package dev.offramp.cli.top;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ViewTest {

    private static final Extent EXTENT = new Extent(List.of(0, 4, 10, 25), 30, 10);

    @Test
    void arrows_scroll_a_row_and_pages_a_screen_within_what_there_is() {
        assertThat(after(0, Key.UP)).isZero();
        assertThat(after(0, Key.DOWN)).isEqualTo(1);
        assertThat(after(3, Key.PAGE_DOWN)).isEqualTo(13);
        assertThat(after(13, Key.PAGE_DOWN)).isEqualTo(20);
        assertThat(after(13, Key.PAGE_UP)).isEqualTo(3);
        assertThat(after(13, Key.TOP)).isZero();
    }

    @Test
    void the_tab_goes_through_the_parts_and_around() {
        assertThat(after(0, Key.NEXT_SECTION)).isEqualTo(4);
        assertThat(after(4, Key.NEXT_SECTION)).isEqualTo(10);
        assertThat(after(10, Key.NEXT_SECTION)).isEqualTo(20);
        assertThat(after(20, Key.NEXT_SECTION)).isZero();
        assertThat(after(20, Key.PREVIOUS_SECTION)).isEqualTo(10);
        assertThat(after(0, Key.PREVIOUS_SECTION)).isEqualTo(20);
    }

    @Test
    void a_screen_that_has_become_larger_begins_where_it_can() {
        assertThat(after(28, Key.UP)).isEqualTo(19);
    }

    @Test
    void a_pause_ends_with_the_same_key_and_help_with_any() {
        View paused = View.FIRST.after(Key.PAUSE, EXTENT);
        assertThat(paused.paused()).isTrue();
        assertThat(paused.after(Key.DOWN, EXTENT).paused()).isTrue();
        assertThat(paused.after(Key.PAUSE, EXTENT).paused()).isFalse();

        View help = View.FIRST.after(Key.HELP, EXTENT);
        assertThat(help.after(Key.NONE, EXTENT).help()).isTrue();
        assertThat(help.after(Key.DOWN, EXTENT)).isEqualTo(View.FIRST);
    }

    private static int after(int scroll, Key key) {
        return new View(scroll, false, false).after(key, EXTENT).scroll();
    }
}
