package dev.offramp.steer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.sample.BundleId;
import dev.offramp.throughput.TestWindows;
import dev.offramp.throughput.Totals;
import dev.offramp.throughput.TotalsByBundle;
import dev.offramp.throughput.Window;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SteerWindowsOperatorTest {

    private static final BundleId HOME = new BundleId("tiny", "1");
    private static final BundleId OTHER = new BundleId("tiny", "2");
    private static final Totals OF_TEN = TestWindows.of(0, 10, 1).totals();
    private static final TotalsByBundle TEN = TotalsByBundle.of(HOME, OF_TEN);

    private OneInputStreamOperatorTestHarness<TotalsByBundle, Window> windows;

    @BeforeEach
    void open() throws Exception {
        windows = new OneInputStreamOperatorTestHarness<>(SteerWindowsOperator.of(HOME, Duration.ofSeconds(1)));
        windows.setup(Window.TYPE.createSerializer(null));
        windows.setProcessingTime(10_000);
        windows.open();
    }

    @AfterEach
    void close() throws Exception {
        windows.close();
    }

    @Test
    void a_window_ends_when_all_tallies_have_passed_its_end() throws Exception {
        windows.processElement(TEN, 10_499);
        windows.processElement(TEN, 10_999);
        assertThat(windows.extractOutputValues()).isEmpty();

        windows.processWatermark(new Watermark(10_999));

        assertThat(windows.extractOutputValues()).singleElement().satisfies(window -> {
            assertThat(window.endMillis()).isEqualTo(11_000);
            assertThat(window.totals().samples()).isEqualTo(20);
        });
    }

    @Test
    void it_waits_a_second_for_a_tally_that_is_held_up_and_no_longer() throws Exception {
        windows.processElement(TEN, 10_999);

        windows.setProcessingTime(11_999);
        assertThat(windows.extractOutputValues()).isEmpty();
        windows.setProcessingTime(12_000);

        assertThat(windows.extractOutputValues()).singleElement().satisfies(window -> assertThat(window.endMillis())
                .isEqualTo(11_000));
    }

    @Test
    void at_the_end_of_input_nothing_is_left_behind() throws Exception {
        windows.processElement(TEN, 10_999);

        windows.processWatermark(Watermark.MAX_WATERMARK);

        assertThat(windows.extractOutputValues()).hasSize(1);
    }

    @Test
    void the_law_is_told_of_its_own_bundle_alone_and_nothing_where_only_others_answered() throws Exception {
        windows.processElement(new TotalsByBundle(Map.of(HOME, OF_TEN, OTHER, OF_TEN.plus(OF_TEN))), 10_999);
        windows.processElement(TotalsByBundle.of(OTHER, OF_TEN), 11_999);

        windows.processWatermark(new Watermark(12_999));

        assertThat(windows.extractOutputValues()).singleElement().satisfies(window -> {
            assertThat(window.endMillis()).isEqualTo(11_000);
            assertThat(window.totals().samples()).isEqualTo(10);
        });
    }
}
