package dev.offramp.cli.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class FrontierTest {

    private static final Frontier FRONTIER = new Frontier(
            SomeWindows.BUNDLE,
            List.of(point(1e6, .90), point(2e6, .92), point(4e6, .93), point(8e6, .935)),
            List.of(8e6));

    @Test
    void between_two_points_a_mix_of_both_is_expected() {
        assertThat(FRONTIER.accuracyAt(1.5e6)).isCloseTo(.91, within(1e-12));
        assertThat(FRONTIER.accuracyAt(2e6)).isCloseTo(.92, within(1e-12));
    }

    @Test
    void beyond_its_ends_the_ends_hold() {
        assertThat(FRONTIER.accuracyAt(1)).isEqualTo(.90);
        assertThat(FRONTIER.accuracyAt(1e9)).isEqualTo(.935);
    }

    @Test
    void a_cost_is_the_least_that_gives_an_accuracy() {
        assertThat(FRONTIER.costOf(.91)).hasValueCloseTo(1.5e6, within(1.0));
        assertThat(FRONTIER.costOf(.5)).hasValueCloseTo(1e6, within(1.0));
        assertThat(FRONTIER.costOf(.94)).isEmpty();
    }

    @Test
    void a_person_is_told_what_more_and_less_would_cost() {
        assertThat(Position.on(FRONTIER, SomeWindows.at(0, 75, 25).figures()).sentences())
                .containsExactly(
                        "You are here: 2.00 M multiply-adds a sample, where 92.0 % is expected.",
                        "Measured on labels: 89.0 % (81.4 % to 93.7 %), which agrees.",
                        "0.3 points more would cost 0.60 M multiply-adds more.",
                        "1.0 points more would cost 2.00 M multiply-adds more.",
                        "All that it can do, 93.5 %, would cost 6.00 M multiply-adds more.",
                        "Half the cost would give up 2.0 points.");
    }

    @Test
    void above_the_frontier_more_buys_nothing() {
        Frontier cheap = new Frontier(SomeWindows.BUNDLE, List.of(point(1e5, .90), point(2e5, .92)), List.of(2e5));

        assertThat(Position.on(cheap, SomeWindows.at(0, 75, 25).figures()).sentences())
                .contains("More accurate this network cannot be: what it costs above this buys nothing.");
    }

    @Test
    void samples_that_are_harder_than_those_of_the_calibration_are_told() {
        assertThat(Position.on(FRONTIER, SomeWindows.at(0, 7500, 2500).figures())
                        .sentences())
                .contains(
                        "Measured on labels: 90.0 % (89.4 % to 90.6 %), 2.0 points less than expected: these samples are harder"
                                + " than those of the calibration, or limits and thresholds keep the job off its frontier.");
    }

    private static Frontier.Point point(double cost, double accuracy) {
        return new Frontier.Point(cost, accuracy, List.of(1.0));
    }
}
