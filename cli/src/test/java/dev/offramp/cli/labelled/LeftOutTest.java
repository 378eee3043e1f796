package dev.offramp.cli.labelled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.cli.terminal.Screen;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class LeftOutTest {

    private final StringWriter out = new StringWriter();

    @Test
    void a_few_are_told_with_the_reason() {
        var leftOut = new LeftOut(40, "pictures");
        leftOut.add(unreadable("a.png is refused: no PNG"));
        leftOut.add(unreadable("b.png is refused: no PNG"));

        leftOut.tell(Screen.on(new PrintWriter(out, true)));

        assertThat(out.toString().strip())
                .isEqualTo(
                        "2 of 40 pictures cannot be read and are left out: a.png is refused: no PNG; b.png is refused:"
                                + " no PNG.");
    }

    @Test
    void of_few_samples_one_may_be_unreadable() {
        var leftOut = new LeftOut(3, "pictures");
        leftOut.add(unreadable("a.png is refused"));

        assertThatThrownBy(() -> leftOut.add(unreadable("b.png is refused")))
                .isInstanceOf(CommandFailure.class)
                .hasMessage(
                        "2 of 3 pictures cannot be read and are left out: a.png is refused; b.png is refused: more than"
                                + " one in twenty");
    }

    @Test
    void where_all_can_be_read_nothing_is_told() {
        new LeftOut(3, "pictures").tell(Screen.on(new PrintWriter(out, true)));

        assertThat(out.toString()).isEmpty();
    }

    private static UnreadableSample unreadable(String message) {
        return new UnreadableSample(message, new IOException());
    }
}
