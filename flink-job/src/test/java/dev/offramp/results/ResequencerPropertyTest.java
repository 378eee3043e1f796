package dev.offramp.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.results.RandomStream.Place;
import dev.offramp.results.StreamResult.Cause;
import dev.offramp.results.StreamResult.Missing;
import dev.offramp.results.StreamResult.Ordered;
import dev.offramp.sample.Sample;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds whatever the order of arrival. */
class ResequencerPropertyTest {

    private static final long WAIT = 500;
    private static final HoldLimits AMPLE = new HoldLimits(WAIT, 10_000, 1 << 30);
    private static final HoldLimits NARROW = new HoldLimits(WAIT, 5, 1 << 30);

    static LongStream seeds() {
        return LongStream.range(0, 500);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void what_comes_within_the_wait_leaves_in_order_and_gaps_cover_exactly_what_is_lost(long seed) {
        RandomStream stream = RandomStream.of(seed, WAIT);

        List<StreamResult> results = replayed(stream, AMPLE);

        assertEveryAnswerLeavesOnce(stream, results);
        assertThat(ordered(results)).noneMatch(Ordered::late);
        assertInOrder(results);
        assertThat(gaps(results)).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(stream.lost());
        assertDropsAreToldOnce(stream, results);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatever_comes_later_or_is_too_much_every_answer_leaves_once_and_those_that_are_not_late_in_order(long seed) {
        for (HoldLimits limits : List.of(AMPLE, NARROW)) {
            RandomStream stream = RandomStream.of(seed, 4 * WAIT);

            List<StreamResult> results = replayed(stream, limits);

            assertEveryAnswerLeavesOnce(stream, results);
            assertInOrder(results);
            assertGapsAreSound(stream, results);
            assertDropsAreToldOnce(stream, results);
        }
    }

    private static List<StreamResult> replayed(RandomStream stream, HoldLimits limits) {
        ReplayedStream replayed = new ReplayedStream(limits);
        stream.turns().forEach(replayed::come);
        long last = stream.turns().get(stream.turns().size() - 1).arrivedMillis();
        replayed.sleepUntil(last + WAIT);
        assertThat(replayed.order().held()).isEmpty();
        return replayed.results();
    }

    private static void assertEveryAnswerLeavesOnce(RandomStream stream, List<StreamResult> results) {
        assertThat(ordered(results).map(Ordered::answer))
                .containsExactlyInAnyOrderElementsOf(stream.turns().stream()
                        .filter(Turn.Answered.class::isInstance)
                        .map(turn -> ((Turn.Answered) turn).answer())
                        .toList());
    }

    /** Also the gaps stand between the answers around them. */
    private static void assertInOrder(List<StreamResult> results) {
        Place before = new Place(0, 0);
        for (StreamResult result : results) {
            if (result instanceof Ordered ordered && !ordered.late()) {
                Place place = place(ordered.answer().sample());
                assertThat(place).isGreaterThan(before);
                before = place;
            } else if (result instanceof Missing missing && missing.cause() != Cause.DROPPED) {
                assertThat(new Place(missing.epoch(), missing.from())).isGreaterThan(before);
                before = new Place(missing.epoch(), missing.to() - 1);
            }
        }
    }

    /** No frame is given up twice, none that left in its turn; all that is lost between two that left in their turn is. */
    private static void assertGapsAreSound(RandomStream stream, List<StreamResult> results) {
        List<Place> gaps = gaps(results).toList();
        Set<Place> inTurn = new HashSet<>(ordered(results)
                .filter(result -> !result.late())
                .map(result -> place(result.answer().sample()))
                .toList());

        assertThat(gaps).doesNotHaveDuplicates().doesNotContainAnyElementsOf(inTurn);
        for (Place lost : stream.lost()) {
            boolean between = inTurn.stream().anyMatch(place -> isBefore(place, lost))
                    && inTurn.stream().anyMatch(place -> isBefore(lost, place));
            assertThat(!between || gaps.contains(lost)).as("%s", lost).isTrue();
        }
    }

    private static boolean isBefore(Place one, Place other) {
        return one.epoch() == other.epoch() && one.sequence() < other.sequence();
    }

    private static void assertDropsAreToldOnce(RandomStream stream, List<StreamResult> results) {
        assertThat(missing(results)
                        .filter(missing -> missing.cause() == Cause.DROPPED)
                        .mapToLong(Missing::frames)
                        .sum())
                .isEqualTo(stream.turns().stream().mapToLong(Turn::dropped).sum());
    }

    private static Stream<Place> gaps(List<StreamResult> results) {
        return missing(results).flatMap(missing -> LongStream.range(missing.from(), missing.to())
                .mapToObj(sequence -> new Place(missing.epoch(), sequence)));
    }

    private static Stream<Ordered> ordered(List<StreamResult> results) {
        return results.stream().filter(Ordered.class::isInstance).map(Ordered.class::cast);
    }

    private static Stream<Missing> missing(List<StreamResult> results) {
        return results.stream().filter(Missing.class::isInstance).map(Missing.class::cast);
    }

    private static Place place(Sample sample) {
        return new Place(sample.capture().epoch(), sample.sequence());
    }
}
