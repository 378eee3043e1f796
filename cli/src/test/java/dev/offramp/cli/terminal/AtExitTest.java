package dev.offramp.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AtExitTest {

    @Test
    void closing_does_it_once() {
        var times = new AtomicInteger();
        var atExit = new AtExit("test", times::incrementAndGet);

        atExit.close();
        atExit.close();

        assertThat(times).hasValue(1);
        assertThat(AtExit.isNow()).isFalse();
    }

    @Test
    void what_follows_happens_after_the_first_and_not_by_itself() {
        var order = new ArrayList<String>();
        var first = new AtExit("first", () -> order.add("first"));
        var second = new AtExit("second", () -> order.add("second"));
        second.follow(first);

        second.close();
        assertThat(order).isEmpty();

        first.close();
        assertThat(order).containsExactly("first", "second");
    }
}
