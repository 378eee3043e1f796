package dev.offramp.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CopiesTest {

    @Test
    void fewer_copies_than_must_be_in_sync_are_wrong() {
        assertThat(told(new Copies(1, 1, 2))).contains("has min.insync.replicas 2 and 1 copy of a partition");
        assertThat(new Copies(1, 1, 2).weakness()).isEmpty();
    }

    @Test
    void copies_that_are_away_are_wrong_where_those_left_are_too_few() {
        assertThat(told(new Copies(3, 1, 2))).contains("has 1 of 3 copies of a partition in sync and wants 2");
    }

    @Test
    void what_stands_on_every_broker_is_a_weakness() {
        assertThat(new Copies(1, 1, 1).weakness().orElseThrow()).startsWith("one copy");
        assertThat(new Copies(2, 2, 2).weakness().orElseThrow()).contains("with one broker away nothing is written");
    }

    @Test
    void three_copies_of_which_two_must_be_in_sync_are_well() {
        assertThat(told(new Copies(3, 3, 2))).isEmpty();
        assertThat(new Copies(3, 3, 2).weakness()).isEmpty();
    }

    private static String told(Copies copies) {
        Findings findings = new Findings("copies");
        copies.tell("t", findings);
        return findings.all().isEmpty() ? "" : findings.all().get(0).line();
    }
}
