package dev.offramp.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SlotDivisionTest {

    @Test
    void slots_follow_the_work() {
        assertThat(new SlotDivision(List.of(60.0, 30.0, 10.0)).of(10)).containsExactly(6, 3, 1);
    }

    @Test
    void every_part_has_one_however_little_it_does() {
        assertThat(new SlotDivision(List.of(1000.0, 0.0, 0.0)).of(4)).containsExactly(2, 1, 1);
    }

    @Test
    void with_too_few_every_part_asks_for_one_all_the_same() {
        assertThat(new SlotDivision(List.of(5.0, 3.0, 1.0)).of(2)).containsExactly(1, 1, 1);
    }
}
