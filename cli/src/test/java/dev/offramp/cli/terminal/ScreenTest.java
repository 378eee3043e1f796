package dev.offramp.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ScreenTest {

    private final StringWriter written = new StringWriter();
    private final AtomicLong clock = new AtomicLong();

    @Test
    void a_plain_output_gets_one_line_every_few_seconds_and_the_last_one() {
        var screen = new Screen(new PrintWriter(written), false, 80, clock::get);

        screen.show(List.of("a", "1"));
        screen.show(List.of("a", "2"));
        clock.addAndGet(Duration.ofSeconds(5).toNanos());
        screen.show(List.of("a", "3"));
        screen.settle(List.of("a", "4"));

        assertThat(written.toString().lines()).containsExactly("a  1", "a  3", "a  4");
    }

    @Test
    void a_terminal_gets_the_block_drawn_anew_in_place() {
        var screen = new Screen(new PrintWriter(written), true, 80, clock::get);

        screen.show(List.of("one", "two"));
        screen.show(List.of("three"));

        assertThat(written.toString().replace("\n", "|").replace("\r", "").replace("\033", "^"))
                .isEqualTo("one|two|^[2A^[Jthree|");
    }

    @Test
    void a_line_is_cut_to_the_width_of_the_terminal() {
        var screen = new Screen(new PrintWriter(written), true, 5, clock::get);

        screen.show(List.of("123456789"));

        assertThat(written.toString().lines()).containsExactly("1234");
    }

    @Test
    void a_settled_block_stays_above_what_follows() {
        var screen = new Screen(new PrintWriter(written), true, 80, clock::get);

        screen.settle(List.of("done"));
        screen.line("next");

        assertThat(written.toString().lines()).containsExactly("done", "next");
    }
}
