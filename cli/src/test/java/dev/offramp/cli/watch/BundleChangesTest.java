package dev.offramp.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.cli.analysis.SomeWindows;
import dev.offramp.sample.BundleId;
import org.junit.jupiter.api.Test;

class BundleChangesTest {

    private static final BundleId OTHER = new BundleId("other", "2.0.0");

    private final BundleChanges changes = new BundleChanges();

    @Test
    void another_bundle_is_told_once_and_so_is_the_first_when_it_is_back() {
        assertThat(changes.changedBy(SomeWindows.at(0, 1, 0))).isEmpty();
        assertThat(changes.changedBy(SomeWindows.of(OTHER, 1000, 1, 0)))
                .hasValueSatisfying(
                        event -> assertThat(event.text()).isEqualTo("other 2.0.0 answers; before it tiny 1.0.0"));
        assertThat(changes.changedBy(SomeWindows.of(OTHER, 200_000, 1, 0))).isEmpty();
        assertThat(changes.changedBy(SomeWindows.at(300_000, 1, 0))).isPresent();
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
}
