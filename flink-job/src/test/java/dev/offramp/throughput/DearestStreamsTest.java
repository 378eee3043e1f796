package dev.offramp.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DearestStreamsTest {

    @Test
    void the_dearest_are_named_and_the_others_counted() {
        DearestStreams dearest = DearestStreams.of(List.of(stream("a", 3), stream("b", 9), stream("c", 5)), 2);

        assertThat(dearest.named()).extracting(StreamTotals::stream).containsExactly("b", "c");
        assertThat(dearest.others()).isEqualTo(1);
    }

    @Test
    void of_two_that_cost_alike_the_first_by_name_is_named_however_they_come() {
        List<StreamTotals> streams = List.of(stream("b", 5), stream("a", 5), stream("c", 5));

        assertThat(DearestStreams.of(streams, 1).named())
                .extracting(StreamTotals::stream)
                .containsExactly("a");
    }

    @Test
    void however_streams_are_dealt_out_the_dearest_of_the_parts_are_the_dearest_of_all() {
        Random random = new Random(7);
        for (int round = 0; round < 50; round++) {
            List<StreamTotals> all = new ArrayList<>();
            List<List<StreamTotals>> places = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            for (int i = 0; i < 40; i++) {
                StreamTotals one = stream("camera-" + i, random.nextInt(10));
                all.add(one);
                places.get(random.nextInt(places.size())).add(one);
            }

            DearestStreams parts = DearestStreams.NONE;
            for (List<StreamTotals> place : places) {
                parts = parts.plus(DearestStreams.of(place, 5));
            }

            assertThat(parts.atMost(5)).isEqualTo(DearestStreams.of(all, 5));
        }
    }

    @Test
    void a_stream_in_two_parts_is_one() {
        DearestStreams sum =
                DearestStreams.of(List.of(stream("a", 3)), 5).plus(DearestStreams.of(List.of(stream("a", 4)), 5));

        assertThat(sum).isEqualTo(new DearestStreams(List.of(new StreamTotals("a", 7, 14, List.of(2L, 0L, 2L))), 0));
    }

    @Test
    void over_windows_no_stream_is_counted_as_another_twice() {
        DearestStreams first = new DearestStreams(List.of(stream("a", 3), stream("b", 2)), 10);
        DearestStreams second = new DearestStreams(List.of(stream("c", 9), stream("a", 3)), 8);

        DearestStreams both = DearestStreams.over(List.of(first, second));

        assertThat(both.named()).extracting(StreamTotals::stream).containsExactly("c", "a", "b");
        assertThat(both.others()).isEqualTo(10);
    }

    static StreamTotals stream(String stream, long multiplyAdds) {
        return new StreamTotals(stream, multiplyAdds, 2 * multiplyAdds, List.of(1L, 0L, 1L));
    }
}
