package dev.offramp.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class StreamGroupsTest {

    private static final StreamGroups SITES = StreamGroups.by(Pattern.compile("[^/]+/"));

    private static final List<StreamTotals> STREAMS = List.of(
            new StreamTotals("lyon/1", 100, 10, List.of(1L)),
            new StreamTotals("oslo/1", 200, 20, List.of(0L, 1L)),
            new StreamTotals("lyon/hall/2", 300, 30, List.of(1L, 2L)),
            new StreamTotals("alone", 400, 40, List.of(4L)));

    @Test
    void a_group_is_the_prefix_that_the_expression_matches() {
        assertThat(SITES.of("lyon/hall/2")).isEqualTo("lyon/");
        assertThat(StreamGroups.by(Pattern.compile("lobby-|gate")).of("lobby-7"))
                .isEqualTo("lobby-");
    }

    @Test
    void a_stream_whose_id_begins_otherwise_is_a_group_of_its_own() {
        assertThat(SITES.of("alone")).isEqualTo("alone");
        assertThat(SITES.of("/lyon/1")).isEqualTo("/lyon/1");
        assertThat(StreamGroups.by(Pattern.compile("x*")).of("lyon")).isEqualTo("lyon");
    }

    @Test
    void the_streams_of_a_group_are_added_up() {
        assertThat(SITES.sum(STREAMS))
                .containsExactlyInAnyOrder(
                        new StreamTotals("lyon/", 400, 40, List.of(2L, 2L)),
                        new StreamTotals("oslo/", 200, 20, List.of(0L, 1L)),
                        new StreamTotals("alone", 400, 40, List.of(4L)));
    }

    @Test
    void without_an_expression_each_stream_stands_by_itself() {
        assertThat(StreamGroups.none().sum(STREAMS)).isEqualTo(STREAMS);
    }

    @Test
    void groups_travel_with_the_job() throws Exception {
        assertThat(InstantiationUtil.clone(SITES).of("lyon/1")).isEqualTo("lyon/");
    }
}
