package dev.offramp.throughput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.offramp.sample.BundleId;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.junit.jupiter.api.Test;

class WindowFunctionTest {

    private static final BundleId HOME = TestAnswers.BUNDLE;
    private static final BundleId OTHER = new BundleId("other", "2.0.0");
    private static final Totals TWO = TallyTest.totals(List.of(TestAnswers.answer(1, 5), TestAnswers.answer(1, 5)));
    private static final Totals DEEP = TallyTest.totals(List.of(TestAnswers.answer(4, 5)));

    private final WindowFunction function = new WindowFunction(HOME, 3);

    @Test
    void each_bundle_has_a_window_of_its_own_with_its_own_exits() {
        List<ServedWindow> windows = windows(new TotalsByBundle(Map.of(HOME, TWO, OTHER, DEEP)));

        assertThat(windows)
                .containsExactly(
                        new ServedWindow(OTHER, 4, new Window(1_000, 2_000, DEEP)),
                        new ServedWindow(HOME, 3, new Window(1_000, 2_000, TWO)));
        assertThat(windows)
                .extracting(window -> window.figures().exits().size())
                .containsExactly(4, 3);
    }

    @Test
    void exits_that_nobody_reached_are_in_the_window_of_whichever_bundle() {
        assertThat(windows(new TotalsByBundle(Map.of(HOME, TWO, OTHER, TWO))))
                .extracting(window -> window.figures().exits().size())
                .containsExactly(3, 3);
    }

    @Test
    void a_bundle_that_answered_nothing_has_none() {
        assertThat(windows(TotalsByBundle.of(OTHER, DEEP)))
                .extracting(ServedWindow::bundle)
                .containsExactly(OTHER);
    }

    @Test
    void what_an_older_release_counted_is_in_the_window_of_the_bundle_that_the_job_was_started_with() {
        assertThat(windows(new TotalsByBundle(Map.of(BundleId.UNNAMED, TWO, HOME, TWO, OTHER, DEEP))))
                .extracting(
                        ServedWindow::bundle, window -> window.window().totals().samples())
                .containsExactly(tuple(OTHER, 1L), tuple(HOME, 4L));
        assertThat(windows(TotalsByBundle.of(BundleId.UNNAMED, TWO)))
                .extracting(ServedWindow::bundle)
                .containsExactly(HOME);
    }

    private List<ServedWindow> windows(TotalsByBundle totals) {
        return function.windows(new TimeWindow(1_000, 2_000), totals);
    }
}
