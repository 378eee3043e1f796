package dev.offramp.steer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.throughput.TestWindows;
import dev.offramp.throughput.Totals;
import dev.offramp.throughput.Window;
import java.time.Duration;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SteerWindowsOperatorTest {

    private static final Totals TEN = TestWindows.of(0, 10, 1).totals();

    private OneInputStreamOperatorTestHarness<Totals, Window> windows;

    @BeforeEach
    void open() throws Exception {
        windows = new OneInputStreamOperatorTestHarness<>(SteerWindowsOperator.of(Duration.ofSeconds(1)));
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
}
