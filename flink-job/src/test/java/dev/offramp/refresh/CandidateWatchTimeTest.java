package dev.offramp.refresh;

import static dev.offramp.refresh.SimulatedTrial.WINDOW_MILLIS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.refresh.CandidateWatch.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When there is enough to decide on: gaps, order, bounds, restarts. */
class CandidateWatchTimeTest {

    private static final int WINDOWS = 60;
    private static final long TEN_MINUTES = WINDOWS * WINDOW_MILLIS;
    private static final String RULE = "agreement >= 95% for 10 min";

    private final SimulatedTrial good = SimulatedTrial.agreeing(0.999);
    private final SimulatedTrial bad = SimulatedTrial.agreeing(0.5);

    private static CandidateWatch watch(long sinceMillis) {
        return CandidateWatch.begin(PromotionRule.parse(RULE), Design.PAIRED, sinceMillis);
    }

    private static CandidateWatch with(CandidateWatch watch, List<ComparedWindow> windows) {
        CandidateWatch all = watch;
        for (ComparedWindow window : windows) {
            all = all.with(window);
        }
        return all;
    }

    private static List<ComparedWindow> windows(SimulatedTrial trial, IntPredicate numbers) {
        return IntStream.range(0, WINDOWS)
                .filter(numbers)
                .mapToObj(trial::window)
                .toList();
    }

    private static Outcome outcome(List<ComparedWindow> windows) {
        return with(watch(0), windows).at(TEN_MINUTES).outcome();
    }

    @Test
    void without_samples_nothing_is_decided_however_long_it_takes() {
        CandidateWatch watch = watch(0);
        for (int number = 0; number < 1_000; number++) {
            watch = watch.with(SimulatedTrial.empty(number)).at((number + 1) * WINDOW_MILLIS);
            assertThat(watch.outcome()).isEqualTo(Outcome.WAIT);
        }
    }

    @Test
    void a_candidate_that_answers_nothing_for_nine_of_ten_minutes_does_not_take_over() {
        List<ComparedWindow> windows = new ArrayList<>(windows(good, number -> number < 6));
        IntStream.range(6, WINDOWS).mapToObj(SimulatedTrial::empty).forEach(windows::add);

        assertThat(outcome(windows)).isEqualTo(Outcome.WAIT);
        assertThat(outcome(windows(good, number -> number >= 54))).isEqualTo(Outcome.WAIT);
    }

    @ParameterizedTest
    @CsvSource({"0, 6, PROMOTE", "0, 7, WAIT", "20, 26, PROMOTE", "20, 27, WAIT", "54, 60, PROMOTE", "53, 60, WAIT"})
    void a_gap_of_a_tenth_of_the_time_is_let_pass_wherever_it_is(int first, int end, Outcome outcome) {
        assertThat(outcome(windows(good, number -> number < first || number >= end)))
                .isEqualTo(outcome);
    }

    @Test
    void several_gaps_are_measured_one_by_one() {
        assertThat(outcome(windows(good, number -> number % 10 >= 5))).isEqualTo(Outcome.PROMOTE);
    }

    @Test
    void the_samples_of_each_condition_must_have_been_seen_all_the_time() {
        SideTotals labelled = new SideTotals(100, 100, 99, 100, 100);
        SideTotals unlabelled = new SideTotals(100, 0, 0, 100, 100);
        CandidateWatch early = accuracyWatch(number -> number < 6 ? labelled : unlabelled);
        CandidateWatch always = accuracyWatch(number -> labelled);

        assertThat(early.outcome()).isEqualTo(Outcome.WAIT);
        assertThat(early.told()).endsWith("seen in 60 of 600 s");
        assertThat(always.outcome()).isEqualTo(Outcome.PROMOTE);
    }

    private static CandidateWatch accuracyWatch(IntFunction<SideTotals> sides) {
        CandidateWatch watch =
                CandidateWatch.begin(PromotionRule.parse("accuracy >= 90% for 10 min"), Design.PAIRED, 0);
        for (int number = 0; number < WINDOWS; number++) {
            ComparisonTally tally = new ComparisonTally(Design.PAIRED);
            for (int stream = 0; stream < 10; stream++) {
                tally.add("camera-" + stream, new GroupTotals(0, sides.apply(number), sides.apply(number)));
            }
            watch = watch.with(new ComparedWindow(number * WINDOW_MILLIS, (number + 1) * WINDOW_MILLIS, tally.total()));
        }
        return watch.at(TEN_MINUTES);
    }

    @Test
    void the_rules_time_is_up_exactly_when_it_is_up() {
        CandidateWatch watch = with(watch(0), windows(good, number -> true));

        assertThat(watch.at(TEN_MINUTES - 1).outcome()).isEqualTo(Outcome.WAIT);
        assertThat(watch.at(TEN_MINUTES).outcome()).isEqualTo(Outcome.PROMOTE);
    }

    @Test
    void a_window_that_has_not_ended_waits() {
        CandidateWatch watch = with(watch(0), windows(bad, number -> number < 6));

        assertThat(watch.at(60_000 - 1).outcome()).isEqualTo(Outcome.WAIT);
        assertThat(watch.at(60_000).outcome()).isEqualTo(Outcome.ROLL_BACK);
    }

    @Test
    void what_was_seen_before_the_candidate_began_does_not_count() {
        CandidateWatch watch = with(watch(5_000), windows(bad, number -> number == 0));

        assertThat(watch).isEqualTo(watch(5_000));
    }

    @Test
    void what_was_seen_before_the_rules_time_does_not_count() {
        CandidateWatch watch = with(watch(0), windows(bad, number -> number < 6));

        assertThat(watch.at(TEN_MINUTES).windows()).hasSize(6);
        assertThat(watch.at(TEN_MINUTES + 1).windows()).hasSize(5);
        assertThat(watch.at(TEN_MINUTES + 50_001).windows()).isEmpty();
    }

    @Test
    void a_window_that_comes_too_late_is_left_out_and_one_in_time_is_not() {
        CandidateWatch watch = watch(0).at(TEN_MINUTES + WINDOW_MILLIS);

        assertThat(watch.with(good.window(0)).windows()).isEmpty();
        assertThat(watch.with(good.window(1)).windows()).hasSize(1);
    }

    @Test
    void a_window_of_an_absurd_time_is_left_out() {
        CandidateWatch watch = with(watch(0), windows(good, number -> true))
                .with(good.window(1L << 52, (1L << 52) + 1, 10))
                .at(TEN_MINUTES);

        assertThat(watch.windows()).hasSize(WINDOWS);
        assertThat(watch.outcome()).isEqualTo(Outcome.PROMOTE);
    }

    @Test
    void time_does_not_go_back() {
        CandidateWatch watch = with(watch(0), windows(good, number -> true)).at(TEN_MINUTES);

        assertThat(watch.at(0)).isEqualTo(watch);
    }

    @Test
    void windows_may_come_in_any_order_and_in_parts() {
        List<ComparedWindow> parts = new ArrayList<>();
        for (int number = 0; number < WINDOWS; number++) {
            parts.add(good.window(number));
            parts.add(good.window(number));
        }
        CandidateWatch ordered = with(watch(0), parts).at(TEN_MINUTES);
        Collections.shuffle(parts, new Random(5));
        CandidateWatch shuffled = with(watch(0), parts).at(TEN_MINUTES);

        assertThat(shuffled).isEqualTo(ordered);
        assertThat(ordered.windows()).hasSize(WINDOWS);
        assertThat(ordered.outcome()).isEqualTo(Outcome.PROMOTE);
    }

    @Test
    void however_many_windows_come_few_are_kept() {
        CandidateWatch watch = watch(0);
        for (int second = 0; second < 3_000; second++) {
            watch = watch.with(good.window(second * 1_000L, (second + 1) * 1_000L, 1))
                    .at(second * 1_000L);
        }

        assertThat(watch.windows()).hasSizeBetween(WINDOWS, WINDOWS + 2);
    }

    @Test
    void one_short_window_takes_nothing_back_however_bad_it_is() {
        CandidateWatch watch = watch(0);
        for (int times = 0; times < 100; times++) {
            watch = watch.with(bad.window(0, 1_000, 10));
        }

        assertThat(watch.at(1_000).outcome()).isEqualTo(Outcome.WAIT);
        assertThat(watch.at(1_000).told()).contains("wanted >= 95.00%, seen in 1 of 600 s");
        assertThat(watch.at(TEN_MINUTES).outcome()).isEqualTo(Outcome.WAIT);
    }

    @Test
    void a_restart_changes_nothing() throws IOException {
        CandidateWatch through = watch(0);
        CandidateWatch restarted = watch(0);
        for (int number = 0; number < WINDOWS; number++) {
            ComparedWindow window = good.window(number);
            through = through.with(window).at(window.endMillis());
            restarted = restored(restarted.with(window).at(window.endMillis()));

            assertThat(restarted).isEqualTo(through);
            assertThat(restarted.outcome()).isEqualTo(through.outcome());
        }
        assertThat(restarted.outcome()).isEqualTo(Outcome.PROMOTE);
    }

    private static CandidateWatch restored(CandidateWatch watch) throws IOException {
        CandidateWatchFormat format = new CandidateWatchFormat();
        DataOutputSerializer out = new DataOutputSerializer(64);
        format.write(watch, out);
        return format.read(format.version(), new DataInputDeserializer(out.getCopyOfBuffer()));
    }
}
