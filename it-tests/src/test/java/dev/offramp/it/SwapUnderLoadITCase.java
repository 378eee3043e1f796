package dev.offramp.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.bundle.Bundle;
import dev.offramp.it.load.SteadyLoad;
import dev.offramp.schema.BundleDecision;
import dev.offramp.schema.BundleOutcome;
import dev.offramp.schema.Classification;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bundles change while frames come at a steady rate, {@code -Dswap.rate} a second: no frame is lost or answered twice, each is decided as
 * its own bundle would offline, and how long answers take meanwhile is told.
 */
@EnabledIfSystemProperty(named = "swap.rate", matches = "\\d+")
class SwapUnderLoadITCase {

    private static final int IMAGES = 500; // as many as the load repeats
    private static final int SWAPS = Integer.getInteger("swap.count", 4);
    private static final long WARM_UP_MILLIS = 40_000;
    private static final long CALM_MILLIS = 20_000;

    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    @TempDir
    Path cache;

    /** From an order to some time after its decision, or the calm before it. */
    private record Spell(long fromMillis, long toMillis) {

        boolean has(Classification answer) {
            long created = answer.getCreatedAt().toEpochMilli();
            return created >= fromMillis && created < toMillis;
        }
    }

    @Test
    void answers_go_on_while_bundles_change() throws Exception {
        TestTopics topics = new TestTopics(BROKER.running());
        Map<String, String> settings =
                new HashMap<>(TestOrders.settings(topics, cache, Bundle.open(TestBundle.ANOTHER)));
        settings.put("kafka.delivery-guarantee", "at-least-once");
        settings.put("bundle.grace", "2 s");
        List<Spell> swaps = new ArrayList<>();
        try (TestJob job = TestJob.start(topics, settings);
                SteadyLoad load = new SteadyLoad(topics, Integer.getInteger("swap.rate"))) {
            TimeUnit.MILLISECONDS.sleep(WARM_UP_MILLIS);
            for (int swap = 1; swap <= SWAPS; swap++) {
                TimeUnit.MILLISECONDS.sleep(CALM_MILLIS);
                long ordered = System.currentTimeMillis();
                Path folder = swap % 2 == 1 ? TestBundle.ANOTHER : TestBundle.FOLDER;
                topics.publish(TestOrders.order(swap, folder, OptionalLong.of(0)));
                BundleDecision decision = TestOrders.decision(topics, swap);
                assertThat(decision.getOutcome()).isEqualTo(BundleOutcome.ACCEPTED);
                TimeUnit.MILLISECONDS.sleep(5_000); // the one before it leaves, too
                swaps.add(new Spell(ordered, System.currentTimeMillis()));
            }
            load.close();
            List<Classification> answers = topics.classifications((int) load.published());

            assertThat(answers).hasSize((int) load.published());
            Offline.assertDecided(
                    answers,
                    List.of(TestBundle.FOLDER, TestBundle.ANOTHER),
                    FashionMnist.first(IMAGES).images(),
                    answer -> SteadyLoad.number(answer.getStream(), answer.getSequence()));
            tell(answers, swaps);
        }
    }

    /** Each swap beside the calm before it. */
    private static void tell(List<Classification> answers, List<Spell> swaps) {
        for (Spell swap : swaps) {
            Spell before = new Spell(swap.fromMillis() - CALM_MILLIS, swap.fromMillis());
            double[] calm = millis(answers.stream().filter(before::has).toList());
            double[] during = millis(answers.stream().filter(swap::has).toList());
            System.out.printf(
                    Locale.ROOT,
                    "calm: %s; swap of %.1f s: %s, p99 %.2f x%n",
                    told(calm),
                    (swap.toMillis() - swap.fromMillis()) / 1000.0,
                    told(during),
                    at(0.99, during) / at(0.99, calm));
        }
    }

    private static double[] millis(List<Classification> answers) {
        return answers.stream()
                .mapToDouble(answer -> answer.getJourney().getEndToEndMillis())
                .sorted()
                .toArray();
    }

    private static String told(double[] sorted) {
        return String.format(
                Locale.ROOT,
                "%d answers, p50 %.1f ms, p99 %.1f ms, longest %.1f ms",
                sorted.length,
                at(0.5, sorted),
                at(0.99, sorted),
                at(1, sorted));
    }

    private static double at(double quantile, double[] sorted) {
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(quantile * sorted.length))];
    }
}
