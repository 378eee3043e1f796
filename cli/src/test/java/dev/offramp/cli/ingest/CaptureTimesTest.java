package dev.offramp.cli.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.schema.CaptureClock;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CaptureTimesTest {

    private static final long NOW = 1_800_000_000_000L;
    private static final Optional<Long> UNREPORTED = Optional.empty();

    private final StreamHistory history = new StreamHistory();
    private final CaptureTimes live = new CaptureTimes(OptionalLong.empty(), history);

    @Test
    void a_camera_without_reports_is_dated_by_arrival() {
        assertThat(live.of(123, UNREPORTED, NOW)).isEqualTo(new CaptureTime(NOW, CaptureClock.ARRIVAL));
    }

    @Test
    void reports_are_believed_as_soon_as_they_come() {
        live.of(0, UNREPORTED, NOW);

        assertThat(live.of(2_000_000, Optional.of(1_000 * (NOW - 500)), NOW + 2_000))
                .isEqualTo(new CaptureTime(NOW + 1_500, CaptureClock.RTCP));
    }

    @Test
    void a_camera_whose_clock_was_never_set_is_dated_by_arrival() {
        assertThat(live.of(0, Optional.of(1_000L * 946_684_800_000L), NOW))
                .isEqualTo(new CaptureTime(NOW, CaptureClock.ARRIVAL));
    }

    @Test
    void a_file_is_dated_from_its_start_whatever_its_first_presentation_time() {
        var file = new CaptureTimes(OptionalLong.of(5_000), history);

        assertThat(file.of(1_400_000, UNREPORTED, NOW)).isEqualTo(new CaptureTime(5_000, CaptureClock.FILE));
        assertThat(file.of(1_440_000, UNREPORTED, NOW)).isEqualTo(new CaptureTime(5_040, CaptureClock.FILE));
    }

    @Test
    void event_time_never_runs_backwards_in_a_stream_not_even_over_epochs() {
        live.of(0, UNREPORTED, NOW);
        var reopened = new CaptureTimes(OptionalLong.empty(), history);

        assertThat(reopened.of(0, UNREPORTED, NOW - 3_000).eventMillis()).isEqualTo(NOW);
        assertThat(reopened.of(0, UNREPORTED, NOW + 1).eventMillis()).isEqualTo(NOW + 1);
    }

    @Test
    void epochs_rise_although_the_clock_does_not() {
        assertThat(history.nextEpoch(NOW)).isEqualTo(NOW);
        assertThat(history.nextEpoch(NOW)).isEqualTo(NOW + 1);
        assertThat(history.nextEpoch(NOW - 5)).isEqualTo(NOW + 2);
        assertThat(history.nextEpoch(NOW + 9)).isEqualTo(NOW + 9);
    }
}
