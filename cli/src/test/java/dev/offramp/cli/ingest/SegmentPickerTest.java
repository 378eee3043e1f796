package dev.offramp.cli.ingest;

import static dev.offramp.cli.ingest.TestingSegments.segment;
import static dev.offramp.video.VideoSegment.NO_PTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.offramp.schema.CaptureClock;
import dev.offramp.video.VideoAddress;
import dev.offramp.video.VideoSegment;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Of groups of pictures at 25 a second, those are chosen that would be chosen of single pictures. */
class SegmentPickerTest {

    private static final long ARRIVAL = 1_700_000_000_000L;

    @Test
    void all_are_said_by_none() {
        SegmentPicks picks =
                pick(picker(PictureSettings.ALL), segment(0, 80, 40)).orElseThrow();

        assertThat(picks.picked()).isEmpty();
        assertThat(picks.count()).isEqualTo(3);
    }

    @Test
    void a_grid_goes_on_over_groups_and_counts_as_pictures_are_shown() {
        SegmentPicker picker = picker(5);

        assertThat(pick(picker, segment(0, 120, 80, 40, 200, 160)).orElseThrow().picked())
                .containsExactly(0, 5); // shown: 0 40 80 120 160 200
        assertThat(pick(picker, segment(240, 280, 320, 360))).isEmpty();
        assertThat(pick(picker, segment(400, 440, 480, 520, 560, 600))
                        .orElseThrow()
                        .picked())
                .containsExactly(0, 5);
    }

    @Test
    void those_without_a_time_go_on_at_the_usual_pace() {
        assertThat(pick(picker(5), segment(NO_PTS, NO_PTS, NO_PTS, NO_PTS, NO_PTS, NO_PTS))
                        .orElseThrow()
                        .picked())
                .containsExactly(0, 5);
    }

    @Test
    void a_count_that_begins_anew_neither_stops_the_choice_nor_takes_everything() {
        SegmentPicker picker = picker(5);
        pick(picker, segment(900_000, 900_040, 900_080, 900_120, 900_160));

        assertThat(pick(picker, segment(0, 40, 80, 120, 160, 200)).orElseThrow().picked())
                .containsExactly(0, 5);
    }

    @Test
    void a_long_silence_inside_a_group_is_believed_where_it_passed_here_too() {
        var fiveMinutes = 300_000;
        VideoSegment segment = segment(0, fiveMinutes);
        List<Arrival> arrivals =
                List.of(new Arrival(0, ARRIVAL), new Arrival(1_000L * fiveMinutes, ARRIVAL + fiveMinutes));

        SegmentPicker picker = picker(PictureSettings.ALL);
        picker.pick(segment, arrivals, Optional.empty());

        assertThat(picker.lastMicros()).isEqualTo(1_000L * fiveMinutes);
    }

    @Test
    void the_first_and_the_last_that_are_chosen_are_dated() {
        VideoSegment segment = segment(0, 40, 80, 120, 160, 200, 240);
        Optional<Long> reported = Optional.of(1_000 * ARRIVAL);

        SegmentPicks picks = picker(5).pick(segment, arrivals(7), reported).orElseThrow();

        assertThat(List.of(picks.first(), picks.last()))
                .extracting(CaptureTime::eventMillis, CaptureTime::clock)
                .containsExactly(tuple(ARRIVAL, CaptureClock.RTCP), tuple(ARRIVAL + 200, CaptureClock.RTCP));
    }

    @Test
    void no_group_begins_before_the_last_picture_of_the_one_before_as_the_job_dates_it() {
        SegmentPicker picker = picker(PictureSettings.ALL);
        SegmentPicks before = pick(picker, segment(0, 40, 80)).orElseThrow();
        SegmentPicks after = pick(picker, segment(120, 160, 200)).orElseThrow(); // both come in one burst

        assertThat(before.first().eventMillis()).isEqualTo(ARRIVAL);
        assertThat(before.last()).isEqualTo(new CaptureTime(ARRIVAL + 80, CaptureClock.ARRIVAL));
        assertThat(after.first().eventMillis()).isEqualTo(ARRIVAL + 80);
        assertThat(after.last().eventMillis()).isEqualTo(ARRIVAL + 160);
    }

    private static SegmentPicker picker(double perSecond) {
        var source = new SourceTimes(new VideoAddress("rtsp://gate/live"), TestingSegments.track("h264"));
        return new SegmentPicker(
                new PictureTimes(source, new StreamHistory(), ARRIVAL),
                new PictureSelection(new FrameSampler(perSecond, 25)));
    }

    private static Optional<SegmentPicks> pick(SegmentPicker picker, VideoSegment segment) {
        return picker.pick(segment, arrivals(segment.sizes().size()), Optional.empty());
    }

    private static List<Arrival> arrivals(int packets) {
        return Collections.nCopies(packets, new Arrival(0, ARRIVAL));
    }
}
