package dev.offramp.cli.top;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.PrimitiveIterator;
import org.junit.jupiter.api.Test;

class KeysTest {

    @Test
    void letters_and_what_terminals_send_for_other_keys_are_keys() throws IOException {
        assertThat(typed("qp?\tkj\u001b[A\u001bOB\u001b[5~\u001b[6~\u001b[Z\u001b[H\u000c"))
                .containsExactly(
                        Key.QUIT,
                        Key.PAUSE,
                        Key.HELP,
                        Key.NEXT_SECTION,
                        Key.UP,
                        Key.DOWN,
                        Key.UP,
                        Key.DOWN,
                        Key.PAGE_UP,
                        Key.PAGE_DOWN,
                        Key.PREVIOUS_SECTION,
                        Key.TOP,
                        Key.REDRAW);
    }

    @Test
    void what_is_no_key_of_ours_is_none_and_swallows_nothing_behind_it() throws IOException {
        assertThat(typed("x\u001b[1;5Cq")).containsExactly(Key.NONE, Key.NONE, Key.QUIT);
        assertThat(typed("\u001b")).containsExactly(Key.NONE);
    }

    @Test
    void whoever_can_type_no_more_has_quit() throws IOException {
        assertThat(new Keys(withinMillis -> Keys.END).next(100)).isEqualTo(Key.QUIT);
    }

    private static List<Key> typed(String text) throws IOException {
        PrimitiveIterator.OfInt left = text.chars().iterator();
        var keys = new Keys(withinMillis -> left.hasNext() ? left.nextInt() : Keys.EXPIRED);
        List<Key> typed = new ArrayList<>();
        while (left.hasNext()) {
            typed.add(keys.next(100));
        }
        return typed;
    }
}
