package dev.offramp.cli.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.sample.BundleId;
import dev.offramp.throughput.DearestStreams;
import dev.offramp.throughput.ServedWindow;
import dev.offramp.throughput.TestWindows;
import dev.offramp.throughput.Window;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowSlotsTest {

    private static final BundleId BUNDLE = new BundleId("tiny", "1.0.0");

    @Test
    void few_windows_stay_as_they_are() {
        var slots = filled(0, 100_000, 600, 100);

        assertThat(slots.windows()).hasSize(100).allMatch(window -> length(window) == 1000);
    }

    @Test
    void many_become_slots_of_equal_length_and_nothing_is_lost() {
        var slots = filled(0, 100_000, 30, 100);

        List<ServedWindow> windows = slots.windows();

        assertThat(slots.count()).isEqualTo(100);
        assertThat(windows).hasSize(25).allMatch(window -> length(window) == 4000);
        assertThat(windows.stream()
                        .mapToLong(window -> window.window().totals().samples())
                        .sum())
                .isEqualTo(100 * 10);
    }

    @Test
    void other_streams_of_a_slot_are_those_of_the_window_with_the_most() {
        var slots = new WindowSlots(0, 4_000, 1);
        for (int n = 0; n < 4; n++) {
            slots.add(new ServedWindow(BUNDLE, 2, new Window(1_000L * n, 1_000L * (n + 1), SomeWindows.totals(3, 1))));
        }

        DearestStreams streams = slots.windows().get(0).window().totals().streams();

        assertThat(streams.others()).isEqualTo(7); // in each of four windows; nobody knows whether they are the same
        assertThat(streams.named()).singleElement().satisfies(stream -> assertThat(stream.samples())
                .isEqualTo(16));
    }

    @Test
    void windows_that_are_not_wholly_within_are_left_out() {
        var slots = filled(10_500, 20_500, 600, 100);

        assertThat(slots.windows())
                .extracting(window -> window.window().startMillis())
                .containsExactly(11_000L, 12_000L, 13_000L, 14_000L, 15_000L, 16_000L, 17_000L, 18_000L, 19_000L);
    }

    @Test
    void a_window_that_comes_again_after_a_restart_counts_once_as_it_was_the_last_time() {
        var slots = filled(0, 100_000, 1, 20);

        slots.add(new ServedWindow(BUNDLE, 2, TestWindows.of(20_000, 7, 1)));

        assertThat(slots.count()).isEqualTo(20);
        assertThat(slots.windows().get(0).window().totals().samples()).isEqualTo(19 * 10 + 7);
    }

    @Test
    void one_that_comes_again_very_late_is_not_counted_twice() {
        var slots = filled(0, 1_000_000, 1, 200);

        slots.add(new ServedWindow(BUNDLE, 2, TestWindows.of(1_000, 7, 1)));

        assertThat(slots.windows().get(0).window().totals().samples()).isEqualTo(200 * 10);
    }

    @Test
    void bundles_are_not_added_up_together() {
        var slots = filled(0, 100_000, 1, 20);

        slots.add(new ServedWindow(new BundleId("tiny", "2.0.0"), 2, TestWindows.of(20_000, 7, 1)));

        assertThat(slots.windows()).hasSize(2);
    }

    private static WindowSlots filled(long from, long to, int most, int windows) {
        var slots = new WindowSlots(from, to, most);
        for (int i = 1; i <= windows; i++) {
            slots.add(new ServedWindow(BUNDLE, 2, TestWindows.of(i * 1000L, 10, 1)));
        }
        return slots;
    }

    private static long length(ServedWindow window) {
        return window.window().endMillis() - window.window().startMillis();
    }
}
