package dev.offramp.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.offramp.exit.Answer;
import dev.offramp.exit.ClassProbability;
import dev.offramp.results.StreamResult.Changed;
import dev.offramp.sample.BundleId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a stream shows, told as {@code 4: 1} for class 1 from answer 4 on and {@code 9: -} for none. */
class SmoothingTest {

    private static final double DECAY = 0.8;

    private final Smoothing smoothing = new Smoothing(new SmoothingSettings(DECAY, 0.6, 0.4));
    private final List<String> told = new ArrayList<>();
    private final List<Changed> changes = new ArrayList<>();
    private SmoothedStream stream;
    private long sequence;

    @Test
    void a_stream_shows_a_class_once_enough_answers_say_so() {
        say(1, 1.0, 10);

        assertThat(told).as("1 - .8^5 is .67, 1 - .8^4 is .59").containsExactly("4: 1");
    }

    @Test
    void a_single_wrong_answer_changes_nothing() {
        say(1, 0.95, 20);
        say(2, 0.99, 1);
        say(1, 0.95, 20);

        assertThat(told).hasSize(1);
    }

    @Test
    void another_class_takes_over_after_a_while() {
        say(1, 0.95, 20);
        say(2, 0.95, 20);

        assertThat(told).containsExactly("4: 1", "23: -", "24: 2");
        assertThat(changes.get(2).before())
                .contains(new StreamResult.Period(new BundleId("tiny", "1.0.0"), OptionalInt.empty(), 23_000, 1));
    }

    @Test
    void doubt_between_the_two_thresholds_keeps_what_is_shown() {
        say(1, 0.95, 20);
        say(1, 0.5, 50);

        assertThat(told).as("p settles at .5").hasSize(1);
    }

    @Test
    void where_nothing_is_probable_nothing_is_shown() {
        say(1, 0.95, 20);
        say(2, 0.2, 50);

        assertThat(told).containsExactly("4: 1", "23: -");
    }

    @Test
    void an_epoch_begins_anew_and_says_so() {
        say(1, 1.0, 10);
        next(answer(2, 0, 1, 1.0));

        assertThat(told).containsExactly("4: 1", "0: -");
    }

    @Test
    void probabilities_are_the_formula_s() {
        var random = new Random(3);
        double expected = 0;
        for (int t = 0; t < 200; t++) {
            double p = 0.3 + 0.7 * random.nextDouble();
            expected = DECAY * expected + (1 - DECAY) * (float) p;
            next(answer(1, t, 1, p));

            assertThat(stream.probabilityOf(1)).isCloseTo(expected, within(1e-9));
        }
    }

    @Test
    void what_is_forgotten_takes_no_room() {
        for (int index = 0; index < 10_000; index++) {
            next(answer(1, index, index, 1.0));
        }

        assertThat(stream.probabilities()).hasSizeLessThan(50);
    }

    @Test
    void however_slowly_it_forgets_what_answers_name_adds_up() {
        Smoothing slow = new Smoothing(new SmoothingSettings(0.99995, 0.6, 0.4));
        for (int t = 0; t < 30_000; t++) {
            stream = slow.next(stream, answer(1, t, 1, 1.0), 0).after();
        }

        assertThat(stream.state()).hasValue(1);
    }

    private void say(int index, double probability, int times) {
        for (int i = 0; i < times; i++) {
            next(answer(1, sequence++, index, probability));
        }
    }

    private void next(Answer answer) {
        Smoothing.Step step = smoothing.next(stream, answer, 0);
        stream = step.after();
        Optional<Changed> change = step.change();
        change.ifPresent(changes::add);
        change.ifPresent(each -> told.add(each.sequence() + ": "
                + (each.state().isPresent() ? "" + each.state().getAsInt() : "-")));
    }

    private static Answer answer(long epoch, long sequence, int index, double probability) {
        return TestTurns.answer("s", epoch, sequence, new ClassProbability(index, (float) probability));
    }
}
