package dev.offramp.steer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.throughput.TestWindows;
import dev.offramp.throughput.Totals;
import dev.offramp.throughput.Window;
import org.junit.jupiter.api.Test;

class OpenWindowsTest {

    private static final Totals TEN = TestWindows.of(0, 10, 1).totals();

    private final OpenWindows windows = new OpenWindows(1_000);

    @Test
    void totals_of_one_window_add_up() {
        windows.add(TEN, 5_000);
        windows.add(TEN, 5_999);
        windows.add(TEN, 6_000);

        assertThat(windows.close(5_999)).isEmpty();
        assertThat(windows.close(6_000)).singleElement().satisfies(window -> {
            assertThat(window.startMillis()).isEqualTo(5_000);
            assertThat(window.endMillis()).isEqualTo(6_000);
            assertThat(window.totals().samples()).isEqualTo(20);
        });
        assertThat(windows.close(Long.MAX_VALUE))
                .extracting(Window::startMillis)
                .containsExactly(6_000L);
    }

    @Test
    void what_comes_late_counts_in_the_next_window() {
        windows.add(TEN, 5_000);
        windows.close(6_200);

        windows.add(TEN, 5_100);

        assertThat(windows.close(7_000)).singleElement().satisfies(window -> {
            assertThat(window.startMillis()).isEqualTo(6_000);
            assertThat(window.totals().samples()).isEqualTo(10);
        });
    }

    @Test
    void windows_in_which_nothing_was_counted_are_left_out() {
        windows.add(TEN, 1_000);
        windows.add(TEN, 9_000);

        assertThat(windows.close(20_000)).extracting(Window::startMillis).containsExactly(1_000L, 9_000L);
    }
}
