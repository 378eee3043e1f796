package dev.offramp.cli.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.offramp.throughput.BudgetTotals;
import dev.offramp.throughput.LimitTotals;
import dev.offramp.throughput.ServedWindow;
import dev.offramp.throughput.Totals;
import dev.offramp.throughput.Window;
import java.util.List;
import org.junit.jupiter.api.Test;

class WhatIfTest {

    /** Stage 1 takes 4 ms a batch of 16, .25 ms a sample; stage 2 takes 20 ms a batch of 2, 10 ms a sample. */
    private static final List<ServedWindow> TRAFFIC =
            List.of(SomeWindows.at(0, 900, 100), SomeWindows.at(1000, 300, 0));

    private static final Frontier FRONTIER = new Frontier(
            SomeWindows.BUNDLE,
            List.of(
                    new Frontier.Point(1e6, .8, List.of(1.0, 0.0)),
                    new Frontier.Point(3e6, .9, List.of(.5, .5)),
                    new Frontier.Point(5e6, .92, List.of(0.0, 1.0))),
            List.of(1e6, 5e6));

    @Test
    void what_was_is_measured() {
        WhatIf was = WhatIf.measured(FRONTIER, TRAFFIC, TRAFFIC);

        double deep = 100 / 1300.0;
        double millis = .25 + deep * 10;
        assertThat(was.shares().get(1)).isCloseTo(deep, within(1e-9));
        assertThat(was.cost()).isCloseTo(1e6 + deep * 4e6, within(1.0));
        assertThat(was.millis()).isCloseTo(millis, within(.02 * millis));
        assertThat(was.meanCores()).isCloseTo(650 * millis / 1000, within(.02));
        assertThat(was.peakCores()).isCloseTo(1000 * millis / 1000, within(.03));
    }

    @Test
    void an_hour_ago_says_how_much_comes_and_not_how_it_leaves() {
        WhatIf is = WhatIf.measured(FRONTIER, List.of(TRAFFIC.get(1)), TRAFFIC);

        assertThat(is.shares()).containsExactly(1.0, 0.0);
        assertThat(is.meanCores()).isCloseTo(650 * .25 / 1000, within(.01));
    }

    @Test
    void exits_that_nobody_reached_have_a_share_too() {
        var none = new Totals(0, 0, new BudgetTotals(0, 0, 0), new LimitTotals(0, 0, 0, 0), List.of(), List.of(), 0);
        List<ServedWindow> shallow = List.of(new ServedWindow(SomeWindows.BUNDLE, 2, new Window(0, 1000, none)));

        assertThat(WhatIf.measured(FRONTIER, shallow, TRAFFIC).shares()).containsExactly(0.0, 0.0);
    }

    @Test
    void deeper_samples_cost_the_time_of_the_deeper_stage() {
        WhatIf half = WhatIf.at(FRONTIER, TRAFFIC, 3e6, 1);

        assertThat(half.accuracy()).isEqualTo(.9);
        assertThat(half.millis()).isCloseTo(.25 + .5 * 10, within(.1));
        assertThat(half.peakCores()).isCloseTo(1000 * 5.25 / 1000, within(.1));
    }

    @Test
    void between_two_settings_a_mix_of_both_leaves() {
        WhatIf between = WhatIf.at(FRONTIER, TRAFFIC, 2e6, 1);

        assertThat(between.shares()).containsExactly(.75, .25);
        assertThat(between.accuracy()).isCloseTo(.85, within(1e-9));
    }

    @Test
    void hours_without_a_sample_count_in_the_mean() {
        List<ServedWindow> pausing = List.of(SomeWindows.at(0, 1000, 0), SomeWindows.at(9000, 1000, 0));

        WhatIf was = WhatIf.measured(FRONTIER, pausing, pausing);

        assertThat(was.meanCores()).isCloseTo(200 * .25 / 1000, within(.003));
        assertThat(was.peakCores()).isCloseTo(1000 * .25 / 1000, within(.01));
    }

    @Test
    void small_batches_of_the_night_and_full_ones_of_the_day_each_cost_what_they_cost() {
        // stage 1 runs 4 ms a batch: at night one sample each, by day sixteen
        List<ServedWindow> both = List.of(SomeWindows.inBatchesOf(1, 0, 100), SomeWindows.inBatchesOf(16, 1000, 100));

        assertThat(WhatIf.at(FRONTIER, both, 1e6, 1).millis()).isCloseTo((4 + .25) / 2, within(.05));
    }

    @Test
    void twice_the_traffic_takes_twice_the_cores_and_no_sample_more() {
        WhatIf once = WhatIf.at(FRONTIER, TRAFFIC, 3e6, 1);
        WhatIf twice = WhatIf.at(FRONTIER, TRAFFIC, 3e6, 2);

        assertThat(twice.meanCores()).isCloseTo(2 * once.meanCores(), within(1e-9));
        assertThat(twice.millis()).isEqualTo(once.millis());
    }

    @Test
    void a_stage_that_nobody_reached_is_assumed_from_its_multiply_adds_and_said_to_be() {
        List<ServedWindow> shallow = List.of(SomeWindows.at(0, 1000, 0));

        WhatIf deep = WhatIf.at(FRONTIER, shallow, 5e6, 1);

        assertThat(deep.unmeasured()).containsExactly(2);
        assertThat(deep.millis()).isCloseTo(.25 + 4 * .25, within(.03)); // four times the multiply-adds of stage 1
        assertThat(WhatIf.at(FRONTIER, shallow, 1e6, 1).unmeasured()).isEmpty();
    }
}
