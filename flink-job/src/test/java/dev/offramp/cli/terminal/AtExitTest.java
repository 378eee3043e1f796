package dev.offramp.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

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
}
