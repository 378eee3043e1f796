package dev.offramp.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.refresh.CandidateWatch.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A candidate against its rule, in simulated time: a window of 200 compared samples every ten seconds. */
class CandidateWatchTest {

    private static final long WINDOW_MILLIS = 10_000;
    private static final int SAMPLES = 200;

    private Random random = new Random(3);

    private Comparison window(double agreement, double costFactor) {
        long agreed = 0;
        Moments candidate = Moments.NONE;
        Moments serving = Moments.NONE;
        for (int sample = 0; sample < SAMPLES; sample++) {
            agreed += random.nextDouble() < agreement ? 1 : 0;
            serving = serving.and(random.nextDouble() < 0.7 ? 4.5e6 : 9e6);
            candidate = candidate.and(costFactor * (random.nextDouble() < 0.7 ? 4.5e6 : 9e6));
        }
        return new Comparison(SAMPLES, agreed, side(candidate), side(serving));
    }

    private static Comparison.Side side(Moments multiplyAdds) {
        return new Comparison.Side(0, 0, multiplyAdds, Moments.NONE);
    }

    private static CandidateWatch watch(String rule) {
        return new CandidateWatch(PromotionRule.parse(rule), 0);
    }

    /** What comes of it, window by window, until it is no longer waited for. */
    private List<Outcome> watched(String rule, int windows, double agreement, double costFactor) {
        CandidateWatch watch = watch(rule);
        List<Outcome> outcomes = new ArrayList<>();
        for (int n = 1; n <= windows; n++) {
            Outcome outcome = watch.observe(n * WINDOW_MILLIS, window(agreement, costFactor));
            outcomes.add(outcome);
            if (outcome != Outcome.WAIT) {
                return outcomes;
            }
        }
        return outcomes;
    }

    @Test
    void a_good_candidate_takes_over_when_the_time_is_up_and_not_before() {
        List<Outcome> outcomes = watched("agreement >= 98% for 10 min and cost <= 1.1x", 100, 0.995, 1.0);

        assertThat(outcomes).hasSize(60).endsWith(Outcome.PROMOTE);
    }

    @Test
    void a_much_worse_candidate_is_taken_back_by_its_first_window() {
        assertThat(watched("agreement >= 98% for 10 min", 100, 0.8, 1.0)).containsExactly(Outcome.ROLL_BACK);
    }

    @Test
    void a_slightly_worse_candidate_is_taken_back_when_that_is_certain_and_never_takes_over() {
        for (int seed = 0; seed < 200; seed++) {
            random = new Random(seed);

            assertThat(watched("agreement >= 98% for 10 min", 100, 0.965, 1.0))
                    .hasSizeLessThan(60)
                    .endsWith(Outcome.ROLL_BACK);
        }
    }

    @Test
    void a_good_candidate_is_hardly_ever_taken_back_though_it_is_looked_at_sixty_times() {
        int takenBack = 0;
        for (int seed = 0; seed < 200; seed++) {
            random = new Random(seed);
            takenBack += watched("agreement >= 98% for 10 min", 100, 0.985, 1.0).contains(Outcome.ROLL_BACK) ? 1 : 0;
        }

        assertThat(takenBack).isLessThan(4);
    }

    @Test
    void a_candidate_that_costs_too_much_is_taken_back() {
        assertThat(watched("agreement >= 90% and cost <= 1.1x for 10 min", 100, 0.99, 1.3))
                .endsWith(Outcome.ROLL_BACK);
    }

    @Test
    void a_candidate_at_its_bound_waits() {
        assertThat(watched("cost <= 1.0x for 1 min", 300, 1, 1.0)).containsOnly(Outcome.WAIT);
    }

    @Test
    void without_samples_nothing_is_decided_however_long_it_takes() {
        CandidateWatch watch = watch("agreement >= 98% for 1 min");

        for (int n = 1; n <= 1000; n++) {
            assertThat(watch.observe(n * WINDOW_MILLIS, Comparison.NOTHING)).isEqualTo(Outcome.WAIT);
        }
    }

    @Test
    void a_good_candidate_that_turns_bad_is_taken_back() {
        CandidateWatch watch = watch("agreement >= 98% for 10 min");
        int n = 1;
        while (n <= 40) {
            assertThat(watch.observe(n++ * WINDOW_MILLIS, window(0.995, 1))).isEqualTo(Outcome.WAIT);
        }
        Outcome outcome = Outcome.WAIT;
        while (outcome == Outcome.WAIT) {
            outcome = watch.observe(n++ * WINDOW_MILLIS, window(0.7, 1));
        }

        assertThat(outcome).isEqualTo(Outcome.ROLL_BACK);
        assertThat(n).isLessThan(50);
    }

    @Test
    void what_was_seen_before_the_rules_time_does_not_count() {
        CandidateWatch watch = watch("agreement >= 98% for 1 min");
        Comparison few = new Comparison(40, 39, Comparison.Side.NOTHING, Comparison.Side.NOTHING);
        watch.observe(WINDOW_MILLIS, few);

        watch.observe(WINDOW_MILLIS + 60_000, few);

        assertThat(watch.seen()).isEqualTo(few);
    }
}
