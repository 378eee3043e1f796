package dev.offramp.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RefusalLogTest {

    private final List<String> lines = new ArrayList<>();
    private long now = Long.MAX_VALUE - 5; // it runs over
    private final RefusalLog log = new RefusalLog(() -> now, (line, cause) -> lines.add(line));

    @Test
    void of_a_million_refusals_there_is_a_line_at_once_and_then_one_in_ten_seconds_that_counts_them() {
        for (int i = 0; i < 1_000_000; i++) {
            note(Refusal.NOT_KNOWN);
        }
        assertThat(lines).hasSize(1);

        now += RefusalLog.PAUSE.toNanos() - 1;
        note(Refusal.NOT_KNOWN);
        assertThat(lines).hasSize(1);

        now += 1;
        note(Refusal.NOT_KNOWN);
        assertThat(lines)
                .containsExactly(
                        "Not let in from /192.0.2.1: a user and a password are wanted",
                        "Not let in from /192.0.2.1: a user and a password are wanted (and 1000000 more like it since"
                                + " the last such line)");
    }

    @Test
    void one_kind_does_not_hide_another() {
        note(Refusal.NOT_KNOWN);
        note(Refusal.ANOTHER_NAME);
        note(Refusal.NOT_KNOWN);

        assertThat(lines).hasSize(2);
    }

    @Test
    void the_count_begins_anew_with_each_line() {
        note(Refusal.CROWDED);
        note(Refusal.CROWDED);
        now += RefusalLog.PAUSE.toNanos();
        note(Refusal.CROWDED);
        now += RefusalLog.PAUSE.toNanos();
        note(Refusal.CROWDED);

        assertThat(lines).hasSize(3);
        assertThat(lines.get(1)).contains("and 1 more");
        assertThat(lines.get(2)).doesNotContain("more like it");
    }

    private void note(Refusal refusal) {
        log.note(refusal, "/192.0.2.1", Optional.empty());
    }
}
