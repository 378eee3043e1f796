package dev.offramp.cli.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is lost is counted in pictures that would have been chosen. */
class PictureSelectionTest {

    private static final long STEP_MICROS = 40_000;

    @Test
    void damage_counts_where_it_left_a_slot_empty() {
        var selection = new PictureSelection(new FrameSampler(5, 25));
        selection.wants(0);
        selection.damaged(3);
        assertThat(selection.wants(5 * STEP_MICROS)).isTrue();
        assertThat(selection.takeLeftOut()).isEqualTo(LeftOut.NOTHING);

        selection.damaged(9);
        assertThat(selection.wants(15 * STEP_MICROS)).isTrue();

        assertThat(selection.takeLeftOut()).isEqualTo(LeftOut.lost(1));
        assertThat(selection.takeLeftOut()).isEqualTo(LeftOut.NOTHING);
    }

    @Test
    void damage_behind_the_last_counts_by_the_usual_share() {
        var fifth = new PictureSelection(new FrameSampler(5, 25));
        fifth.damaged(100);
        var all = new PictureSelection(new FrameSampler(PictureSettings.ALL, 25));
        all.damaged(100);

        assertThat(fifth.rest()).isEqualTo(LeftOut.lost(20));
        assertThat(all.rest()).isEqualTo(LeftOut.lost(100));
    }

    @Test
    void one_that_was_chosen_and_could_not_be_had_counts_once() {
        var selection = new PictureSelection(new FrameSampler(PictureSettings.ALL, 25));
        selection.wants(0);
        selection.lost();

        assertThat(selection.rest()).isEqualTo(LeftOut.lost(1));
        assertThat(selection.takeLeftOut()).isEqualTo(LeftOut.lost(1));
    }
}
