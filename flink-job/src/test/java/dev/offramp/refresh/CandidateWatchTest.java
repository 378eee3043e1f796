package dev.offramp.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.refresh.CandidateWatch.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of a candidate by what it does, where windows come in order. */
class CandidateWatchTest {

    private static final int WINDOWS_OF_TEN_MINUTES = 60;

    private static CandidateWatch watch(String rule) {
        return CandidateWatch.begin(PromotionRule.parse(rule), Design.PAIRED, 0);
    }

    /** What comes of it, window by window, until it is no longer waited for. */
    private static List<Outcome> outcomes(String rule, int windows, SimulatedTrial trial) {
        CandidateWatch watch = watch(rule);
        List<Outcome> outcomes = new ArrayList<>();
        for (int number = 0; number < windows; number++) {
            watch = seen(watch, trial.window(number));
            outcomes.add(watch.outcome());
            if (watch.outcome() != Outcome.WAIT) {
                break;
            }
        }
        return outcomes;
    }

    private static CandidateWatch seen(CandidateWatch watch, ComparedWindow window) {
        return watch.with(window).at(window.endMillis());
    }

    @Test
    void a_good_candidate_takes_over_when_the_time_is_up_and_not_before() {
        assertThat(outcomes("agreement >= 98% for 10 min and cost <= 1.1x", 100, SimulatedTrial.agreeing(0.995)))
                .hasSize(WINDOWS_OF_TEN_MINUTES)
                .endsWith(Outcome.PROMOTE);
    }

    @Test
    void a_much_worse_candidate_is_taken_back_after_a_minute() {
        assertThat(outcomes("agreement >= 98% for 10 min", 100, SimulatedTrial.agreeing(0.8)))
                .hasSize(6)
                .endsWith(Outcome.ROLL_BACK);
    }

    @Test
    void a_much_worse_candidate_is_taken_back_after_a_minute_though_its_rule_is_of_a_week() {
        assertThat(outcomes("agreement >= 98% for 168 h", 100, SimulatedTrial.agreeing(0.8)))
                .hasSize(6)
                .endsWith(Outcome.ROLL_BACK);
    }

    @Test
    void a_slightly_worse_candidate_is_taken_back_when_that_is_certain_and_never_takes_over() {
        for (int seed = 0; seed < 50; seed++) {
            assertThat(outcomes("agreement >= 98% for 10 min", 100, new SimulatedTrial(seed, 0.965, 1)))
                    .hasSizeLessThan(WINDOWS_OF_TEN_MINUTES)
                    .endsWith(Outcome.ROLL_BACK);
        }
    }

    @Test
    void a_good_candidate_is_hardly_ever_taken_back_though_it_is_looked_at_sixty_times() {
        int takenBack = 0;
        for (int seed = 0; seed < 100; seed++) {
            SimulatedTrial trial = new SimulatedTrial(seed, 0.985, 1);
            takenBack += outcomes("agreement >= 98% for 10 min", 100, trial).contains(Outcome.ROLL_BACK) ? 1 : 0;
        }

        assertThat(takenBack).isLessThan(3);
    }

    @Test
    void a_candidate_that_costs_too_much_is_taken_back() {
        assertThat(outcomes("agreement >= 90% and cost <= 1.1x for 10 min", 100, new SimulatedTrial(3, 0.99, 1.3)))
                .endsWith(Outcome.ROLL_BACK);
    }

    @Test
    void a_candidate_at_its_bound_waits() {
        assertThat(outcomes("cost <= 1.0x for 1 min", 300, SimulatedTrial.agreeing(1)))
                .hasSize(300)
                .containsOnly(Outcome.WAIT);
    }

    @Test
    void a_good_candidate_that_turns_bad_is_taken_back() {
        CandidateWatch watch = watch("agreement >= 98% for 10 min");
        int number = 0;
        for (SimulatedTrial good = SimulatedTrial.agreeing(0.995); number < 40; number++) {
            watch = seen(watch, good.window(number));
            assertThat(watch.outcome()).isEqualTo(Outcome.WAIT);
        }
        SimulatedTrial bad = SimulatedTrial.agreeing(0.7);
        while (watch.outcome() == Outcome.WAIT) {
            watch = seen(watch, bad.window(number++));
        }

        assertThat(watch.outcome()).isEqualTo(Outcome.ROLL_BACK);
        assertThat(number).isLessThan(50);
    }

    @Test
    void of_too_few_streams_nothing_is_decided_and_it_says_so() {
        SimulatedTrial perfect = SimulatedTrial.agreeing(1);
        CandidateWatch watch = watch("agreement >= 90% for 1 min");
        for (int number = 0; number < 100; number++) {
            watch = seen(watch, perfect.window(number * 10_000L, (number + 1) * 10_000L, 4));
        }

        assertThat(watch.outcome()).isEqualTo(Outcome.WAIT);
        assertThat(watch.told())
                .isEqualTo("agreement not known: it takes answers of the candidate for streams of 5 groups, and there"
                        + " are some of 4, wanted >= 90.00%, seen in 60 of 60 s");
    }

    @Test
    void it_tells_what_was_seen_of_each_condition_and_for_how_long() {
        SimulatedTrial trial = SimulatedTrial.agreeing(0.9);
        CandidateWatch watch = watch("agreement >= 98% and accuracy >= 90% for 10 min");
        for (int number = 0; number < 3; number++) {
            watch = seen(watch, trial.window(number));
        }

        assertThat(watch.told())
                .matches(
                        "agreement \\d\\d\\.\\d\\d% \\(8\\d\\.\\d\\d to 9\\d\\.\\d\\d\\), wanted >= 98\\.00%, seen in 30 of 600 s;"
                                + " accuracy not known: .*labelled answers.*, wanted >= 90\\.00%, seen in 0 of 600 s");
    }
}
