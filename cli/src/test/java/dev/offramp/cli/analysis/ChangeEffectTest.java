package dev.offramp.cli.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.sample.BundleId;
import dev.offramp.throughput.ServedWindow;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangeEffectTest {

    private static final long CHANGE = 100_500;
    private static final long LATER = 1_000_000;

    @Test
    void the_minute_before_stands_beside_the_minute_after() {
        assertThat(ChangeEffect.ofPolicy(windows(75, 25, 100, 0), 0, CHANGE, LATER))
                .contains(
                        "From the time before (a minute at most) to the time after: cost 2.00 to 1.00 M multiply-adds a sample (-50.0 %),"
                                + " exit 1 75.0 to 100.0 %, exit 2 25.0 to 0.0 %, accuracy 89.0 to 90.0 % (no clear difference).");
    }

    @Test
    void what_came_after_the_next_change_does_not_count() {
        List<ServedWindow> windows = windows(75, 25, 100, 0);
        for (int second = 110; second < 200; second++) {
            windows.add(SomeWindows.at(1000L * second, 0, 100));
        }

        assertThat(ChangeEffect.ofPolicy(windows, 0, CHANGE, 110_000).orElseThrow())
                .contains("2.00 to 1.00 M");
    }

    @Test
    void what_came_before_the_change_before_does_not_count() {
        List<ServedWindow> windows = windows(75, 25, 100, 0);
        for (int second = 41; second < 50; second++) {
            windows.add(0, SomeWindows.at(1000L * second, 0, 100));
        }

        assertThat(ChangeEffect.ofPolicy(windows, 49_500, CHANGE, LATER).orElseThrow())
                .contains("2.00 to 1.00 M");
    }

    @Test
    void another_bundle_is_no_effect_of_a_policy_but_of_itself() {
        List<ServedWindow> windows = windows(75, 25, 0, 0);
        BundleId other = new BundleId("tiny", "2.0.0");
        for (int second = 101; second < 110; second++) {
            windows.add(SomeWindows.of(other, 1000L * second, 100, 0));
        }

        assertThat(ChangeEffect.ofPolicy(windows, 0, CHANGE, LATER)).isEmpty();
        assertThat(ChangeEffect.ofBundle(windows, 0, CHANGE, LATER).orElseThrow())
                .contains("2.00 to 1.00 M");
    }

    @Test
    void without_answers_on_both_sides_nothing_is_told() {
        assertThat(ChangeEffect.ofPolicy(windows(75, 25, 0, 0), 0, CHANGE, LATER))
                .isEmpty();
        assertThat(ChangeEffect.ofPolicy(windows(75, 25, 100, 0), 0, 1_000, LATER))
                .isEmpty();
        assertThat(ChangeEffect.ofPolicy(List.of(), 0, CHANGE, LATER)).isEmpty();
    }

    /** A window a second, before and after the change. */
    private static List<ServedWindow> windows(int firstBefore, int lastBefore, int firstAfter, int lastAfter) {
        List<ServedWindow> windows = new ArrayList<>();
        for (int second = 50; second < 110; second++) {
            boolean after = 1000L * second >= CHANGE;
            windows.add(
                    SomeWindows.at(1000L * second, after ? firstAfter : firstBefore, after ? lastAfter : lastBefore));
        }
        return windows;
    }
}
