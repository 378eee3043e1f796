package dev.offramp.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offramp.refresh.TestingWatch;
import dev.offramp.registry.WriterSchemas;
import dev.offramp.rejects.Refusal;
import dev.offramp.sample.BundleId;
import dev.offramp.throughput.BudgetTotals;
import dev.offramp.throughput.DearestStreams;
import dev.offramp.throughput.ExitTotals;
import dev.offramp.throughput.LabelTotals;
import dev.offramp.throughput.LimitTotals;
import dev.offramp.throughput.NumberTotals;
import dev.offramp.throughput.ServedWindow;
import dev.offramp.throughput.StageTotals;
import dev.offramp.throughput.StreamTotals;
import dev.offramp.throughput.Totals;
import dev.offramp.throughput.Window;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class WindowReaderTest {

    private static final WindowReader WINDOWS = new WindowReader(WriterSchemas.NONE);

    private static final BundleId BUNDLE = new BundleId("tiny", "1.2.3");

    private static final Totals TOTALS = new Totals(
                    650,
                    77,
                    new BudgetTotals(4, 1_300, 650),
                    new LimitTotals(4, 3, 2, 1),
                    List.of(
                            new ExitTotals(3, 2, 1, 10, 9, histogram(1_000, 2_000, 3_000)),
                            new ExitTotals(1, 1, 1, 0, 0, histogram(100_000))),
                    List.of(
                            new StageTotals(4, 24, histogram(10, 10, 10, 10), histogram(500, 500, 500, 500)),
                            new StageTotals(1, 2, histogram(7), histogram(900))),
                    0)
            .with(new DearestStreams(
                    List.of(
                            new StreamTotals("a", 400, 30, List.of(3L, 1L)),
                            new StreamTotals("b", 250, 20, List.of(0L, 0L))),
                    5))
            .with(TestingWatch.PAIRS)
            .with(new LabelTotals(7, 2, 1))
            .with(new NumberTotals(4, 1.5));

    @Test
    void what_was_encoded_is_read_back() throws Refusal {
        ServedWindow read = WINDOWS.read(encoded());

        assertThat(read.bundle()).isEqualTo(BUNDLE);
        assertThat(read.exits()).isEqualTo(2);
        assertThat(read.window()).isEqualTo(new Window(10_000, 12_000, TOTALS));
    }

    @Test
    void windows_that_were_read_add_up() throws Refusal {
        Totals once = WINDOWS.read(encoded()).window().totals();

        Totals twice = once.plus(once);

        assertThat(twice.samples()).isEqualTo(8);
        assertThat(twice.pairs().together().candidate().answered()).isEqualTo(4);
        assertThat(twice.streams().named().get(0)).isEqualTo(new StreamTotals("a", 800, 60, List.of(6L, 2L)));
        assertThat(twice.latencyMicros().getTotalCount()).isEqualTo(8);
        assertThat(twice.latencyMicros().getMaxValue())
                .isEqualTo(once.latencyMicros().getMaxValue());
    }

    @Test
    void a_record_that_is_none_is_refused_and_so_is_one_that_ends_early() {
        byte[] whole = encoded();

        assertThatThrownBy(() -> WINDOWS.read(new byte[0])).isInstanceOf(Refusal.class);
        for (int length = 0; length < whole.length; length += 7) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> WINDOWS.read(cut)).isInstanceOf(Refusal.class);
        }
    }

    @Test
    void a_window_with_more_stages_than_exits_or_a_stream_that_left_by_more_is_refused() {
        Totals moreStages = new Totals(
                0,
                0,
                Totals.NONE.budget(),
                new LimitTotals(0, 0, 0, 0),
                List.of(),
                Collections.nCopies(3, TOTALS.stages().get(0)),
                0);
        Totals moreExits =
                TOTALS.with(new DearestStreams(List.of(new StreamTotals("a", 1, 1, List.of(1L, 1L, 1L))), 0));

        for (Totals totals : List.of(moreStages, moreExits)) {
            assertThatThrownBy(() -> WINDOWS.read(encoded(totals)))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("a window of 2 exits with more stages, or streams that left by more");
        }
    }

    @Test
    void a_record_with_any_byte_changed_is_read_or_refused_and_nothing_else() {
        byte[] whole = encoded();
        for (int i = 0; i < whole.length; i++) {
            byte[] changed = whole.clone();
            changed[i] ^= (byte) 0x55;
            try {
                WINDOWS.read(changed);
            } catch (Refusal expected) {
                assertThat(expected.detail()).isNotBlank();
            }
        }
    }

    static byte[] encoded() {
        return encoded(TOTALS);
    }

    private static byte[] encoded(Totals totals) {
        return new EncodeWindowsFunction(3)
                .map(new ServedWindow(BUNDLE, 2, new Window(10_000, 12_000, totals)))
                .value();
    }

    private static Histogram histogram(long... micros) {
        Histogram histogram = new Histogram(2);
        histogram.setAutoResize(true);
        Arrays.stream(micros).forEach(histogram::recordValue);
        return histogram;
    }
}
