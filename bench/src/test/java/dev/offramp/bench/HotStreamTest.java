package dev.offramp.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HotStreamTest {

    @Test
    void the_figure_is_the_median_of_the_turns_of_with_by_without() {
        assertThat(HotStream.figure(List.of(
                                new HotStream.Turn(10, 14), new HotStream.Turn(20, 24), new HotStream.Turn(10, 90)))
                        .toString())
                .contains("1.40 (1.20 to 9.00)");
    }

    @Test
    void milliseconds_stand_in_the_order_that_the_note_says() {
        assertThat(HotStream.note(1_000, List.of(new HotStream.Turn(10, 14), new HotStream.Turn(20, 24))))
                .isEqualTo(
                        "Open loop at 1,000/s; the neighbours' p99 to the decision, turn by turn, beside equals and beside"
                                + " the hot camera (ms): 10 and 14, 20 and 24.");
    }
}
