package dev.offramp.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {

    @Test
    void what_a_terminal_obeys_is_shown_as_its_number() {
        assertThat(Printable.text("a\u001b[2Jb\u009b1m\r\n\u0007\u007f"))
                .isEqualTo("a\\u001b[2Jb\\u009b1m\\u000d\\u000a\\u0007\\u007f");
    }

    @Test
    void what_turns_the_direction_of_writing_or_hides_is_shown_too() {
        assertThat(Printable.text("\u202egnp\u200b\u2028\ufeff\ud800"))
                .isEqualTo("\\u202egnp\\u200b\\u2028\\ufeff\\ud800");
    }

    @Test
    void letters_of_any_script_stay_unless_there_is_ascii_alone() {
        assertThat(Printable.text("K\u00fcche \u6444 \ud83d\ude00")).isEqualTo("K\u00fcche \u6444 \ud83d\ude00");
        assertThat(Printable.ascii("K\u00fcche \ud83d\ude00")).isEqualTo("K\\u00fcche \\ud83d\\ude00");
    }

    @Test
    void in_quotes_lines_may_end() {
        assertThat(Printable.inQuotes("a\tb\r\n\u001b")).isEqualTo("a\tb\r\n\\u001b");
    }
}
