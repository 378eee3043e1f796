package dev.offramp.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.cli.analysis.SomeWindows;
import dev.offramp.sample.BundleId;
import dev.offramp.throughput.ServedWindow;
import java.util.List;
import org.junit.jupiter.api.Test;

class BundleChangesTest {

    private static final BundleId OTHER = new BundleId("other", "2.0.0");

    private final BundleChanges changes = new BundleChanges();

    @Test
    void another_bundle_is_told_once_and_so_is_the_end_of_the_one_before_and_the_first_when_it_is_back() {
        assertThat(changes.changedBy(SomeWindows.at(0, 1, 0))).isEmpty();
        assertThat(texts(SomeWindows.of(OTHER, 1000, 1, 0)))
                .containsExactly("other 2.0.0 answers from now on; before it tiny 1.0.0");
        for (int second = 2; second < 121; second++) {
            assertThat(changes.changedBy(SomeWindows.of(OTHER, 1000L * second, 1, 0)))
                    .isEmpty();
        }
        assertThat(changes.changedBy(SomeWindows.of(OTHER, 121_000, 1, 0)))
                .containsExactly(new Event(1000, "ended", "tiny 1.0.0 answers no more"));
        assertThat(texts(SomeWindows.at(300_000, 1, 0)))
                .containsExactly("tiny 1.0.0 answers from now on; before it other 2.0.0");
    }

    @Test
    void a_night_in_which_nobody_answers_is_no_change() {
        changes.changedBy(SomeWindows.at(0, 1, 0));
        changes.changedBy(SomeWindows.of(OTHER, 0, 1, 0));

        assertThat(changes.changedBy(SomeWindows.at(40_000_000, 1, 0))).isEmpty();
        assertThat(changes.changedBy(SomeWindows.of(OTHER, 40_060_000, 1, 0))).isEmpty();
    }

    @Test
    void two_beside_each_other_are_no_change_and_neither_is_a_window_that_comes_late() {
        changes.changedBy(SomeWindows.at(0, 1, 0));
        changes.changedBy(SomeWindows.of(OTHER, 0, 1, 0));

        for (int i = 1; i < 50; i++) {
            assertThat(changes.changedBy(SomeWindows.at(10_000L * i, 1, 0))).isEmpty();
            assertThat(changes.changedBy(SomeWindows.of(OTHER, 10_000L * i, 1, 0)))
                    .isEmpty();
        }
        assertThat(changes.changedBy(SomeWindows.of(new BundleId("late", "1"), 5, 1, 0)))
                .isEmpty();
    }

    @Test
    void a_shadow_answers_nothing_and_is_no_change() {
        changes.changedBy(SomeWindows.at(0, 1, 0));

        assertThat(changes.changedBy(SomeWindows.shadow(OTHER, 1000))).isEmpty();
        assertThat(texts(SomeWindows.of(OTHER, 2000, 1, 0)))
                .containsExactly("other 2.0.0 answers from now on; before it tiny 1.0.0");
    }

    private List<String> texts(ServedWindow window) {
        return changes.changedBy(window).stream().map(Event::text).toList();
    }
}
