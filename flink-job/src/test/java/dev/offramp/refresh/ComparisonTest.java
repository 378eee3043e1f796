package dev.offramp.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final SideTotals SAMPLE = SideTotals.unlabelled(4.5e6, 12);

    private final ComparisonTally tally = new ComparisonTally(Design.PAIRED);

    @Test
    void samples_add_up_by_groups_of_streams_wherever_and_whenever_they_were_seen() {
        ComparisonTally elsewhere = new ComparisonTally(Design.PAIRED);
        tally.add("a", GroupTotals.ofBoth(true, SAMPLE, SAMPLE));
        elsewhere.add("a", GroupTotals.ofBoth(false, SAMPLE, SAMPLE));
        elsewhere.add("b", GroupTotals.ofBoth(true, SideTotals.labelled(true, 1, 2), SideTotals.labelled(false, 3, 4)));
        tally.add(elsewhere.total());

        assertThat(tally.total().groups())
                .containsEntry(
                        StreamClusters.of("a"),
                        new GroupTotals(1, new SideTotals(2, 0, 0, 9e6, 24), new SideTotals(2, 0, 0, 9e6, 24)))
                .containsEntry(
                        StreamClusters.of("b"),
                        new GroupTotals(1, new SideTotals(1, 1, 1, 1, 2), new SideTotals(1, 1, 0, 3, 4)))
                .hasSize(2);
    }

    @Test
    void a_total_stays_as_it_is_when_more_is_added() {
        tally.add("a", GroupTotals.ofBoth(true, SAMPLE, SAMPLE));
        Comparison total = tally.total();

        tally.add("b", GroupTotals.ofBoth(true, SAMPLE, SAMPLE));

        assertThat(total.groups()).hasSize(1);
    }

    @Test
    void however_many_streams_there_are_they_fall_evenly_into_as_many_groups() {
        var sizes = IntStream.range(0, 100 * StreamClusters.COUNT)
                .mapToObj(n -> "camera-" + n)
                .collect(Collectors.groupingBy(StreamClusters::of, Collectors.counting()));

        assertThat(sizes).hasSize(StreamClusters.COUNT);
        assertThat(sizes.keySet()).allMatch(group -> group >= 0 && group < StreamClusters.COUNT);
        assertThat(sizes.values()).allMatch(size -> size > 50 && size < 150);
    }

    @Test
    void the_streams_of_a_canary_fall_into_groups_as_any_others_do() {
        StreamDraw draw = StreamDraw.of(7, 0.1);
        var groups = IntStream.range(0, 100 * StreamClusters.COUNT)
                .mapToObj(n -> "camera-" + n)
                .filter(draw::draws)
                .map(StreamClusters::of)
                .collect(Collectors.toSet());

        assertThat(groups).hasSizeGreaterThan(StreamClusters.COUNT * 9 / 10);
    }

    @Test
    void what_only_one_has_answered_is_no_pair() {
        tally.add("a", GroupTotals.ofCandidate(SAMPLE));

        assertThatIllegalArgumentException().isThrownBy(tally::total).withMessageContaining("no pairs");
    }

    @Test
    void a_shadow_and_a_canary_do_not_add_up() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tally.add(Comparison.nothing(Design.TWO_SAMPLE)))
                .withMessage("TWO_SAMPLE cannot be added to PAIRED");
    }
}
