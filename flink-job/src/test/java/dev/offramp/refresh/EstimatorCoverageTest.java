package dev.offramp.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.budget.Interval;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often intervals hold the truth, where streams differ: as often as they say. */
class EstimatorCoverageTest {

    private static final int TIMES = 2_000;
    private static final ClusterIntervals USUAL = new ClusterIntervals(0.95);

    /** Means over all streams that {@link #stream} can draw, where the square of a number from 0 to 1 is a third in the mean. */
    private static final Map<Quantity, Double> TRUTH = Map.of(
            Quantity.AGREEMENT,
            1 - 0.2 / 3,
            Quantity.ACCURACY,
            0.85 * (1 - 0.1 / 3) + 0.15 * 0.2,
            Quantity.ACCURACY_LOSS,
            0.85 - (0.85 * (1 - 0.1 / 3) + 0.15 * 0.2),
            Quantity.COST,
            1.1,
            Quantity.LATENCY,
            1.3);

    private final SplittableRandom random = new SplittableRandom(15);

    /** Of 60 to 140 samples of one stream, which is unlike others in how hard it is and in how well the candidate does. */
    private GroupTotals stream() {
        double easy = 0.3 + 0.6 * random.nextDouble();
        double agreeing = 1 - 0.2 * square();
        double right = 0.95 - 0.3 * square();
        double rightToo = 1 - 0.1 * square();
        double dearer = 0.9 + 0.4 * random.nextDouble();
        double slower = 1 + 0.6 * random.nextDouble();
        int samples = random.nextInt(60, 141);
        long agreed = 0;
        long correct = 0;
        long candidateCorrect = 0;
        double cost = 0;
        double latency = 0;
        for (int sample = 0; sample < samples; sample++) {
            boolean isRight = random.nextDouble() < right;
            agreed += random.nextDouble() < agreeing ? 1 : 0;
            correct += isRight ? 1 : 0;
            candidateCorrect += random.nextDouble() < (isRight ? rightToo : 0.2) ? 1 : 0;
            cost += random.nextDouble() < easy ? 4.5e6 : 9e6;
            latency += 5 - 10 * Math.log(1 - random.nextDouble());
        }
        return new GroupTotals(
                agreed,
                new SideTotals(samples, samples, candidateCorrect, dearer * cost, slower * latency),
                new SideTotals(samples, samples, correct, cost, latency));
    }

    private double square() {
        double number = random.nextDouble();
        return number * number;
    }

    /** Pairs of as many streams; or as many for the candidate, and twice as many others for what serves. */
    private Comparison comparison(Design design, int streams) {
        TreeMap<Integer, GroupTotals> groups = new TreeMap<>();
        for (int group = 0; group < streams; group++) {
            GroupTotals both = stream();
            groups.put(group, design == Design.PAIRED ? both : GroupTotals.ofCandidate(both.candidate()));
        }
        for (int group = streams; design == Design.TWO_SAMPLE && group < 3 * streams; group++) {
            groups.put(group, GroupTotals.ofServing(stream().serving()));
        }
        return new Comparison(design, groups);
    }

    @ParameterizedTest
    @CsvSource({"PAIRED, 8", "PAIRED, 25", "TWO_SAMPLE, 8", "TWO_SAMPLE, 15"})
    void nineteen_of_twenty_intervals_hold_the_truth_though_streams_differ(Design design, int streams) {
        Map<Quantity, Integer> held = new EnumMap<>(Quantity.class);
        for (int time = 0; time < TIMES; time++) {
            Estimator estimator = new Estimator(comparison(design, streams), USUAL);
            for (Quantity quantity : Quantity.values()) {
                if (estimator.of(quantity) instanceof Estimate.Known known) {
                    boolean holds = known.interval().contains(TRUTH.get(quantity));
                    held.merge(quantity, holds ? 1 : 0, Integer::sum);
                }
            }
        }

        assertThat(held).hasSize(design == Design.PAIRED ? 5 : 4);
        assertThat(held.values()).as("%s", held).allSatisfy(times -> assertThat(times / (double) TIMES)
                .isBetween(0.92, 0.98));
    }

    @Test
    void an_interval_of_independent_samples_would_miss_it_in_every_third_case() {
        int held = 0;
        for (int time = 0; time < TIMES; time++) {
            Comparison seen = comparison(Design.PAIRED, 8);
            Interval interval =
                    Interval.ofShare(seen.total(GroupTotals::agreed), seen.total(SampleCount.CANDIDATE::in));
            held += interval.contains(TRUTH.get(Quantity.AGREEMENT)) ? 1 : 0;
        }

        assertThat(held / (double) TIMES).isLessThan(0.67);
    }
}
