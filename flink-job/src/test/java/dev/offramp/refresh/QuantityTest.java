package dev.offramp.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.budget.Interval;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QuantityTest {

    private static final int TRIALS = 20_000;

    private static Moments moments(double... values) {
        Moments moments = Moments.NONE;
        for (double value : values) {
            moments = moments.and(value);
        }
        return moments;
    }

    private static Comparison.Side labelled(long of, long correct) {
        return new Comparison.Side(of, correct, Moments.NONE, Moments.NONE);
    }

    private static Comparison.Side costing(Moments multiplyAdds) {
        return new Comparison.Side(0, 0, multiplyAdds, Moments.NONE);
    }

    @Test
    void moments_have_the_mean_and_its_error_as_the_textbook_has_them() {
        Moments moments = moments(2, 4, 4, 4, 5, 5, 7, 9);

        assertThat(moments.mean()).isEqualTo(5);
        assertThat(moments.squaredError()).isEqualTo(32 / 7.0 / 8);
        assertThat(moments(2, 4, 4, 4).and(moments(5, 5, 7, 9))).isEqualTo(moments);
    }

    @Test
    void of_few_samples_nothing_is_said() {
        Moments few = moments(1, 2, 3);

        assertThat(Quantity.COST.of(new Comparison(0, 0, costing(few), costing(few))))
                .isEmpty();
        assertThat(Quantity.AGREEMENT.of(new Comparison(29, 29, Comparison.Side.NOTHING, Comparison.Side.NOTHING)))
                .isEmpty();
        assertThat(Quantity.ACCURACY_LOSS.of(new Comparison(0, 0, labelled(29, 29), labelled(1000, 1))))
                .isEmpty();
    }

    @Test
    void a_loss_of_accuracy_is_what_serves_less_the_candidate() {
        Interval loss = Quantity.ACCURACY_LOSS
                .of(new Comparison(0, 0, labelled(1000, 900), labelled(1000, 930)))
                .orElseThrow();

        assertThat(loss.value()).isBetween(0.0299, 0.0301);
        assertThat(loss.low()).isNegative();
        assertThat(loss.high()).isBetween(0.06, 0.08);
    }

    @Test
    void the_interval_of_a_quotient_of_costs_misses_the_truth_about_once_in_a_thousand() {
        Random random = new Random(7);
        long missed = IntStream.range(0, TRIALS)
                .filter(trial -> !ratio(random, 1.2).contains(1.2))
                .count();

        assertThat((double) missed / TRIALS).isBetween(0.0002, 0.004);
    }

    /** Of two hundred samples each, which leave at one of two exits. */
    private static Interval ratio(Random random, double times) {
        Moments serving = Moments.NONE;
        Moments candidate = Moments.NONE;
        for (int sample = 0; sample < 200; sample++) {
            serving = serving.and(random.nextDouble() < 0.6 ? 4 : 9);
            candidate = candidate.and(times * (random.nextDouble() < 0.6 ? 4 : 9));
        }
        return Quantity.COST
                .of(new Comparison(0, 0, costing(candidate), costing(serving)))
                .orElseThrow();
    }
}
