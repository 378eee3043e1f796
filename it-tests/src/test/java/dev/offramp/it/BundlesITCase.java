package dev.offramp.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offramp.budget.Family;
import dev.offramp.bundle.Bundle;
import dev.offramp.schema.Classification;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every bundle of pictures that ships, on the test pictures of its own data set: a replay decides as the offline evaluation does
 * (invariant 3), and accuracy and cost come out as its manifest and the budget solver expect.
 */
class BundlesITCase {

    private static final int REPLAYED = 400;

    /**
     * Test pictures of each bundle at most; the intervals are as wide as so many allow, and half the brightness, which costs four points of
     * accuracy, is seen. All of them: {@code -Dofframp.pictures=10000}.
     */
    private static final int EVALUATED = Integer.getInteger("offramp.pictures", 2_000);

    /** Standard errors; by chance alone, one bundle in a thousand would be further off. */
    private static final double FAR = 3.3;

    private static final int BUDGETS = 40;

    /** A band is left by one curve in twenty, and then by several of its budgets. */
    private static final double OF_ONE_CURVE = 0.8;

    private static final double OF_ALL = 0.95;

    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    private static final Map<Family, Tally> ALL = new EnumMap<>(Family.class);

    @AfterAll
    static void of_all_bundles_together_95_of_100_budgets_come_out_within_the_intervals() {
        assertThat(ALL).allSatisfy((family, tally) -> assertThat(tally.inside())
                .as("%s within the intervals, all bundles: %s", family, tally)
                .isGreaterThanOrEqualTo(OF_ALL));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.offramp.it.TestBundle#allOfPictures")
    void a_replay_decides_as_the_offline_evaluation_which_comes_out_as_manifest_and_solver_expect(Path folder)
            throws Exception {
        try (OfflineRun run = OfflineRun.of(folder, EVALUATED)) {
            int replayed = Math.min(REPLAYED, run.pictures().count());
            Map<Integer, Classification> answers =
                    new PictureReplay(folder, run.pictures(), replayed).over(BROKER.running());

            assertReplayed(answers, run.decisions().subList(0, replayed), run.bundle());
            assertAccuracy(run.rightOnes(), expected(run.manifest(), "testAccuracy"));
            assertMeanCost(run.costs(), expected(run.manifest(), "testMeanMultiplyAdds"));
            assertWithinIntervals(run);
        }
    }

    private static void assertWithinIntervals(OfflineRun run) throws Exception {
        SoftAssertions every = new SoftAssertions();
        for (Family family : Family.values()) {
            Tally tally = run.tally(family, BUDGETS);
            ALL.merge(family, tally, Tally::plus);
            every.assertThat(tally.inside())
                    .as("%s within the intervals: %s", family, tally)
                    .isGreaterThanOrEqualTo(OF_ONE_CURVE);
            every.assertThat(tally.solved()).as("%s solved", family).isGreaterThan(BUDGETS / 2);
        }
        every.assertAll();
    }

    private static void assertReplayed(
            Map<Integer, Classification> answers, List<Offline.Decision> offline, Bundle bundle) {
        assertThat(answers).hasSize(offline.size());
        for (int n = 0; n < offline.size(); n++) {
            Classification answer = answers.get(n);
            Offline.Decision expected = offline.get(n);
            assertThat(new Offline.Decision(answer.getExit(), answer.getPredicted()))
                    .as("picture %d", n)
                    .isEqualTo(expected);
            assertThat(answer.getJourney().getMultiplyAdds())
                    .as("multiply-adds of picture %d", n)
                    .isEqualTo((long) bundle.cumulativeMultiplyAdds()[expected.exit() - 1]);
            assertThat(answer.getBundleName()).isEqualTo(bundle.id().name());
        }
    }

    private static double expected(JsonNode manifest, String figure) {
        return manifest.at("/policy/expected").required(figure).asDouble();
    }

    /** The binomial bound; the one picture more is for an accuracy close to 1. */
    private static void assertAccuracy(double[] right, double expected) {
        double error = Math.sqrt(expected * (1 - expected) / right.length);
        assertThat(Arrays.stream(right).average())
                .as("accuracy on %d test pictures", right.length)
                .hasValueCloseTo(expected, within(FAR * error + 1.0 / right.length));
    }

    /** Pixels that are not what the network was trained on make it unsure, and send more pictures deeper. */
    private static void assertMeanCost(double[] costs, double expected) {
        double mean = Arrays.stream(costs).average().orElseThrow();
        double variance =
                Arrays.stream(costs).map(cost -> Math.pow(cost - mean, 2)).sum() / costs.length;
        assertThat(mean)
                .as("mean multiply-adds of %d test pictures", costs.length)
                .isCloseTo(expected, within(FAR * Math.sqrt(variance / costs.length) + expected / costs.length));
    }
}
