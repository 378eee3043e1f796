package dev.offramp.video;

import static dev.offramp.video.VideoSegment.NO_PTS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PictureOrderTest {

    @Test
    void pictures_are_shown_in_the_order_of_their_times() {
        assertThat(order(0L, 160L, 80L, 40L, 120L, 240L, 200L)).containsExactly(0, 3, 2, 4, 1, 6, 5);
    }

    @Test
    void one_without_a_time_keeps_its_place() {
        assertThat(order(NO_PTS, -957L, 2046L, 5049L)).containsExactly(0, 1, 2, 3);
        assertThat(order(0L, 80L, NO_PTS, 40L)).containsExactly(0, 3, 2, 1);
        assertThat(order(NO_PTS, NO_PTS)).containsExactly(0, 1);
    }

    @Test
    void a_source_that_counts_anew_inside_a_group_goes_on_behind_what_was_there() {
        assertThat(order(9_000L, 9_080L, 9_040L, 0L, 40L, 120L, 80L)).containsExactly(0, 2, 1, 3, 4, 6, 5);
    }

    @Test
    void those_of_one_time_stay_as_they_came() {
        assertThat(order(7L, 7L, 7L)).containsExactly(0, 1, 2);
    }

    @Test
    void a_picture_is_known_by_its_time_where_each_has_one_of_its_own() {
        PictureOrder anew = PictureOrder.of(List.of(9_000L, 9_080L, 9_040L, 0L, 40L));

        assertThat(anew.isTold()).isTrue();
        assertThat(anew.positionAt(9_040)).hasValue(1);
        assertThat(anew.positionAt(0)).hasValue(3);
        assertThat(anew.positionAt(1)).isEmpty();
        assertThat(anew.ptsOf(2)).hasValue(9_080);
        assertThat(PictureOrder.of(List.of(7L, 7L)).isTold()).isFalse();
        assertThat(PictureOrder.of(List.of(7L, NO_PTS)).isTold()).isFalse();
    }

    private static List<Integer> order(Long... pts) {
        return PictureOrder.of(List.of(pts)).packets();
    }
}
