package dev.offramp.results;

import static dev.offramp.results.TestTurns.EPOCH;
import static dev.offramp.results.TestTurns.answered;
import static dev.offramp.results.TestTurns.end;
import static dev.offramp.results.TestTurns.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.results.StreamResult.Missing;
import org.junit.jupiter.api.Test;

class ResequencerTest {

    private static final long WAIT = 2_000;
    private static final long LATER = EPOCH + 1;

    private final ReplayedStream stream = new ReplayedStream(new HoldLimits(WAIT, 100, 1 << 20));

    @Test
    void answers_in_order_leave_at_once() {
        come(0, 1, 2);

        assertThat(stream.brief()).containsExactly("0", "1", "2");
    }

    @Test
    void an_answer_ahead_waits_for_those_before_it() {
        come(0, 3, 2);

        assertThat(stream.brief()).containsExactly("0");
        come(1);
        assertThat(stream.brief()).containsExactly("0", "1", "2", "3");
    }

    @Test
    void what_does_not_come_within_the_wait_is_a_gap_between_the_answers_around_it() {
        come(0);
        stream.come(answered(EPOCH, 4, 100)).come(answered(EPOCH, 2, 500));

        stream.sleepUntil(100 + WAIT - 1);
        assertThat(stream.brief()).containsExactly("0");
        stream.sleepUntil(100 + WAIT);
        assertThat(stream.brief()).containsExactly("0", "1-2 NOT_SEEN", "2", "3-4 NOT_SEEN", "4");
    }

    @Test
    void a_gap_says_how_many_are_missing_and_when_they_were_given_up() {
        come(0);
        stream.come(answered(EPOCH, 4, 100)).sleepUntil(100 + WAIT);

        assertThat(stream.results().get(1))
                .isEqualTo(new Missing(TestTurns.STREAM, EPOCH, 1, 4, 3, StreamResult.Cause.NOT_SEEN, 100 + WAIT));
    }

    @Test
    void each_answer_waits_for_itself_alone() {
        come(0);
        stream.come(answered(EPOCH, 2, 100)).come(answered(EPOCH, 4, 1_000)).sleepUntil(100 + WAIT);

        assertThat(stream.brief()).containsExactly("0", "1-2 NOT_SEEN", "2");
        stream.sleepUntil(1_000 + WAIT);
        assertThat(stream.brief()).endsWith("3-4 NOT_SEEN", "4");
    }

    @Test
    void an_answer_whose_turn_is_over_leaves_at_once_and_is_marked() {
        come(0);
        stream.come(answered(EPOCH, 2, 100))
                .come(answered(EPOCH, 1, 100 + WAIT))
                .come(answered(EPOCH, 3, 200 + WAIT));

        assertThat(stream.brief()).containsExactly("0", "1-2 NOT_SEEN", "2", "1 late", "3");
    }

    @Test
    void an_answer_whose_place_is_filled_is_none_too_many_and_leaves_marked() {
        come(0, 0, 2, 2, 1);

        assertThat(stream.brief()).containsExactly("0", "0 late", "2 late", "1", "2");
    }

    @Test
    void what_was_refused_keeps_nobody_waiting() {
        come(0);
        stream.come(answered(EPOCH, 3, 0)).come(refused(EPOCH, 1, 0)).come(refused(EPOCH, 2, 0));

        assertThat(stream.brief()).containsExactly("0", "3");
    }

    @Test
    void word_of_a_refusal_may_come_long_before_what_is_still_computed() {
        come(0);
        stream.come(refused(EPOCH, 3, 0));
        for (int sequence = 1; sequence <= 2; sequence++) {
            stream.come(answered(EPOCH, sequence, sequence * (WAIT - 1)));
        }
        stream.come(answered(EPOCH, 4, 3 * (WAIT - 1)));

        assertThat(stream.brief()).containsExactly("0", "1", "2", "4");
    }

    @Test
    void what_is_missing_before_a_refusal_is_a_gap_once_the_stream_is_quiet() {
        come(0);
        stream.come(refused(EPOCH, 3, 100)).sleepUntil(100 + WAIT);

        assertThat(stream.brief()).containsExactly("0", "1-3 NOT_SEEN");
    }

    @Test
    void a_stream_that_is_met_on_its_way_begins_with_the_least_of_the_first_wait() {
        stream.come(answered(EPOCH, 52, 0)).come(answered(EPOCH, 50, 100)).come(answered(EPOCH, 51, 200));

        assertThat(stream.brief()).isEmpty();
        stream.sleepUntil(WAIT);
        assertThat(stream.brief()).containsExactly("50", "51", "52");
    }

    @Test
    void nothing_is_missing_before_the_first() {
        stream.come(answered(EPOCH, 50, 0)).come(answered(EPOCH, 52, 0)).sleepUntil(WAIT);

        assertThat(stream.brief()).containsExactly("50", "51-52 NOT_SEEN", "52");
    }

    @Test
    void the_next_epoch_begins_when_the_last_one_has_ended() {
        come(0);
        stream.come(answered(LATER, 0, 0)).come(end(EPOCH, 2, 0));

        assertThat(stream.brief()).containsExactly("0");
        come(1);
        assertThat(stream.brief()).containsExactly("0", "1", "1001/0");
    }

    @Test
    void the_number_that_is_due_is_not_due_in_another_epoch() {
        come(0);
        stream.come(answered(LATER, 1, 100)).come(answered(EPOCH, 1, 200));

        assertThat(stream.brief()).containsExactly("0", "1");
        stream.sleepUntil(100 + WAIT);
        assertThat(stream.brief()).containsExactly("0", "1", "1001/1");
    }

    @Test
    void an_epoch_that_nobody_ended_is_over_when_the_next_one_has_waited() {
        come(0);
        stream.come(answered(LATER, 0, 100)).come(answered(EPOCH, 1, 200)).come(answered(EPOCH, 3, 300));

        assertThat(stream.brief()).containsExactly("0", "1");
        stream.sleepUntil(100 + WAIT);
        assertThat(stream.brief()).containsExactly("0", "1", "2-3 NOT_SEEN", "3", "1001/0");
    }

    @Test
    void an_epoch_whose_numbers_begin_elsewhere_waits_for_its_beginning_once() {
        come(0, 1);
        stream.come(end(EPOCH, 2, 0)).come(answered(LATER, 2, 100)).come(answered(LATER, 1, 200));

        assertThat(stream.brief()).containsExactly("0", "1");
        stream.sleepUntil(100 + WAIT);
        assertThat(stream.brief()).containsExactly("0", "1", "1001/1", "1001/2");
    }

    @Test
    void frames_of_an_epoch_that_is_over_are_late() {
        come(0);
        stream.come(end(EPOCH, 1, 0)).come(answered(LATER, 0, 0)).come(answered(EPOCH, 5, 0));

        assertThat(stream.brief()).containsExactly("0", "1001/0", "5 late");
    }

    @Test
    void what_is_missing_at_the_end_of_a_stream_is_a_gap() {
        come(0);
        stream.come(end(EPOCH, 3, 100)).sleepUntil(100 + WAIT);

        assertThat(stream.brief()).containsExactly("0", "1-3 NOT_SEEN");
    }

    @Test
    void frames_that_the_source_lost_are_a_gap_in_front_of_the_one_that_says_so() {
        stream.come(new Turn.Answered(TestTurns.answer(TestTurns.STREAM, EPOCH, 0, 7), 0));

        assertThat(stream.brief()).containsExactly("0-0 DROPPED", "0");
        assertThat(stream.results().get(0))
                .isEqualTo(new Missing(TestTurns.STREAM, EPOCH, 0, 0, 7, StreamResult.Cause.DROPPED, 0));
    }

    @Test
    void beyond_so_many_the_order_goes_on_without_what_they_wait_for() {
        ReplayedStream small = new ReplayedStream(new HoldLimits(WAIT, 2, 1 << 20));

        small.come(answered(EPOCH, 0, 0)).come(answered(EPOCH, 2, 0)).come(answered(EPOCH, 5, 0));
        assertThat(small.brief()).containsExactly("0");
        small.come(answered(EPOCH, 4, 0));
        assertThat(small.brief()).containsExactly("0", "1-2 OVERFLOW", "2");
        assertThat(small.order().held()).hasSize(2);
    }

    @Test
    void so_many_bytes_wait_at_most() {
        long bytes = answered(EPOCH, 2, 0).bytes();
        ReplayedStream small = new ReplayedStream(new HoldLimits(WAIT, 100, 2 * bytes));

        small.come(answered(EPOCH, 0, 0)).come(answered(EPOCH, 2, 0)).come(answered(EPOCH, 4, 0));
        assertThat(small.brief()).containsExactly("0");
        small.come(answered(EPOCH, 6, 0));
        assertThat(small.brief()).containsExactly("0", "1-2 OVERFLOW", "2");
    }

    @Test
    void where_the_input_ends_all_that_waits_leaves() {
        come(0, 2, 5);
        stream.finish(10);

        assertThat(stream.brief()).containsExactly("0", "1-2 NOT_SEEN", "2", "3-5 NOT_SEEN", "5");
        assertThat(stream.order().held()).isEmpty();
    }

    @Test
    void a_stream_that_is_long_silent_is_forgotten() {
        come(0);

        stream.sleepUntil(Resequencer.MEMORY_MILLIS - 1);
        assertThat(stream.order().isForgotten()).isFalse();
        stream.sleepUntil(Resequencer.MEMORY_MILLIS);
        assertThat(stream.order()).isEqualTo(StreamOrder.NEW);
    }

    @Test
    void a_source_that_counts_from_the_beginning_again_is_late_until_its_past_is_forgotten() {
        come(7, 8);
        stream.sleepUntil(WAIT);
        for (int sequence = 0; sequence < 4; sequence++) {
            stream.come(answered(EPOCH, sequence, WAIT + sequence * Resequencer.MEMORY_MILLIS / 3));
        }

        assertThat(stream.brief()).containsExactly("7", "8", "0 late", "1 late", "2 late");
        stream.sleepUntil(2 * WAIT + Resequencer.MEMORY_MILLIS);
        assertThat(stream.brief()).endsWith("2 late", "3");
    }

    @Test
    void the_last_number_there_is_ends_nothing() {
        stream.come(answered(EPOCH, Long.MAX_VALUE, 0)).sleepUntil(WAIT);
        stream.come(answered(EPOCH, 0, WAIT));

        assertThat(stream.brief()).containsExactly(Long.MAX_VALUE + "", "0 late");
    }

    private void come(long... sequences) {
        for (long sequence : sequences) {
            stream.come(answered(EPOCH, sequence, 0));
        }
    }
}
