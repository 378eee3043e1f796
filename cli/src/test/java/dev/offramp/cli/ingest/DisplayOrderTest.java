package dev.offramp.cli.ingest;

import static dev.offramp.cli.ingest.TestingSegments.segment;
import static dev.offramp.video.VideoSegment.NO_PTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.video.VideoSegment;
import java.util.List;
import org.junit.jupiter.api.Test;

class DisplayOrderTest {

    @Test
    void pictures_are_shown_in_the_order_of_their_times() {
        assertThat(DisplayOrder.of(segment(0, 160, 80, 40, 120, 240, 200))).containsExactly(0, 3, 2, 4, 1, 6, 5);
    }

    @Test
    void one_without_a_time_keeps_its_place() {
        assertThat(DisplayOrder.of(segment(NO_PTS, -957, 2046, 5049))).containsExactly(0, 1, 2, 3);
        assertThat(DisplayOrder.of(segment(0, 80, NO_PTS, 40))).containsExactly(0, 3, 2, 1);
        assertThat(DisplayOrder.of(segment(NO_PTS, NO_PTS))).containsExactly(0, 1);
    }

    @Test
    void a_source_that_counts_anew_inside_a_group_goes_on_behind_what_was_there() {
        assertThat(DisplayOrder.of(segment(9_000, 9_080, 9_040, 0, 40, 120, 80)))
                .containsExactly(0, 2, 1, 3, 4, 6, 5);
    }

    @Test
    void those_of_one_time_stay_as_they_came() {
        assertThat(DisplayOrder.of(segment(7, 7, 7))).containsExactly(0, 1, 2);
    }

    @Test
    void what_vp8_hides_is_not_shown() {
        byte shown = 0x10;
        byte hidden = 0;
        var segment = new VideoSegment(
                TestingSegments.track("vp8"),
                new byte[0],
                new byte[] {shown, hidden, 9, shown},
                List.of(1, 2, 1),
                List.of(0L, 40L, 40L));

        assertThat(DisplayOrder.of(segment)).containsExactly(0, 2);
    }
}
