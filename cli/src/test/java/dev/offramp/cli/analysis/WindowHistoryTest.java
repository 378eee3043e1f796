package dev.offramp.cli.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.sample.BundleId;
import dev.offramp.throughput.ServedWindow;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowHistoryTest {

    private static final BundleId OTHER = new BundleId("other", "2.0.0");

    private final WindowHistory history = new WindowHistory(Duration.ofMinutes(5), 20);

    @Test
    void windows_stand_in_the_order_of_their_starts_however_they_come() {
        history.add(SomeWindows.at(3000, 1, 0));
        history.add(SomeWindows.at(1000, 1, 0));
        history.add(SomeWindows.at(2000, 1, 0));

        assertThat(history.windows())
                .extracting(one -> one.window().startMillis())
                .containsExactly(1000L, 2000L, 3000L);
    }

    @Test
    void a_long_time_is_thinned_out_evenly() {
        WindowHistory hour = new WindowHistory(Duration.ofHours(1), 60);
        for (int second = 0; second < 4 * 3600; second++) {
            hour.add(SomeWindows.at(1000L * second, 1, 0));
        }

        long longest = hour.windows().stream()
                .mapToLong(one -> one.window().endMillis() - one.window().startMillis())
                .max()
                .orElseThrow();
        assertThat(longest).isLessThanOrEqualTo(4 * 60_000);
        long covered = 4 * 3600_000L - hour.windows().get(0).window().startMillis();
        assertThat(covered).isBetween(50 * 60_000L, 3600_000L);
    }

    @Test
    void a_window_that_comes_again_is_there_once() {
        history.add(SomeWindows.at(1000, 1, 0));
        history.add(SomeWindows.at(1000, 2, 0));
        history.add(SomeWindows.of(OTHER, 1000, 4, 0));

        assertThat(history.windows())
                .extracting(one -> one.window().totals().samples())
                .containsExactly(2L, 4L);
    }

    @Test
    void what_is_older_than_the_span_is_forgotten() {
        history.add(SomeWindows.at(0, 1, 0));
        history.add(SomeWindows.at(299_000, 1, 0));
        assertThat(history.windows()).hasSize(2);

        history.add(SomeWindows.at(300_001, 1, 0));

        assertThat(history.windows())
                .extracting(one -> one.window().startMillis())
                .containsExactly(299_000L, 300_001L);
    }

    @Test
    void more_windows_than_are_held_become_fewer_and_lose_no_sample() {
        for (int i = 0; i < 200; i++) {
            history.add(SomeWindows.at(1000L * i, 3, 1));
            assertThat(history.windows()).hasSizeLessThanOrEqualTo(20);
        }

        long samples = history.windows().stream()
                .mapToLong(one -> one.window().totals().samples())
                .sum();
        assertThat(samples).isEqualTo(800);
        assertThat(history.windows().get(0).window().startMillis()).isZero();
        assertThat(history.windows().get(19 - 1).window().endMillis()).isLessThanOrEqualTo(200_000);
    }

    @Test
    void a_stream_of_several_windows_is_one_and_others_are_not_counted_twice() {
        history.add(SomeWindows.at(0, 3, 1));
        history.add(SomeWindows.at(1000, 3, 1));

        assertThat(history.between(0, 2000)).singleElement().satisfies(sum -> {
            var streams = sum.window().totals().streams();
            assertThat(streams.named()).singleElement().satisfies(stream -> {
                assertThat(stream.samples()).isEqualTo(8);
                assertThat(stream.multiplyAdds()).isEqualTo(16_000_000);
            });
            assertThat(streams.others()).isEqualTo(7);
        });
    }

    @Test
    void windows_of_two_bundles_are_never_one() {
        for (int i = 0; i < 100; i++) {
            history.add(SomeWindows.of(i % 2 == 0 ? SomeWindows.BUNDLE : OTHER, 1000L * i, 1, 0));
        }

        assertThat(history.windows()).hasSizeLessThanOrEqualTo(20);
        List<ServedWindow> sums = WindowHistory.sums(history.windows());
        assertThat(sums).extracting(ServedWindow::bundle).containsExactlyInAnyOrder(SomeWindows.BUNDLE, OTHER);
    }

    @Test
    void an_interval_holds_whole_windows_only() {
        for (int i = 0; i < 10; i++) {
            history.add(SomeWindows.at(1000L * i, 1, 0));
        }

        assertThat(history.between(2500, 5500)).singleElement().satisfies(sum -> {
            assertThat(sum.window().totals().samples()).isEqualTo(2);
            assertThat(sum.window().startMillis()).isEqualTo(3000);
            assertThat(sum.window().endMillis()).isEqualTo(5000);
        });
        assertThat(history.between(50_000, 60_000)).isEmpty();
    }

    @Test
    void the_newest_intervals_are_those_of_all_bundles_that_answered_in_them() {
        List<ServedWindow> windows = List.of(
                SomeWindows.at(0, 1, 0),
                SomeWindows.at(1000, 1, 0),
                SomeWindows.of(OTHER, 1000, 1, 0),
                SomeWindows.at(2000, 1, 0),
                SomeWindows.of(OTHER, 2000, 1, 0));

        assertThat(WindowHistory.newest(windows, 2)).isEqualTo(windows.subList(1, 5));
        assertThat(WindowHistory.newest(windows, 9)).isEqualTo(windows);
        assertThat(WindowHistory.newest(List.of(), 2)).isEmpty();
    }
}
