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
            TimeUnit.MILLISECONDS.sleep(CALM_MILLIS);
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

    /** Of each swap the answers of either bundle beside the calm in which that one was alone: before it, and behind it. */
    private static void tell(List<Classification> answers, List<Spell> swaps) {
        for (Spell swap : swaps) {
            List<Classification> before =
                    within(new Spell(swap.fromMillis() - CALM_MILLIS, swap.fromMillis()), answers);
            List<Classification> after = within(new Spell(swap.toMillis(), swap.toMillis() + CALM_MILLIS), answers);
            List<Classification> during = within(swap, answers);
            System.out.printf(
                    Locale.ROOT,
                    "swap of %.1f s%n  before: %s%n  after:  %s%n",
                    (swap.toMillis() - swap.fromMillis()) / 1000.0,
                    told(before, during),
                    told(after, during));
        }
    }

    private static List<Classification> within(Spell spell, List<Classification> answers) {
        return answers.stream().filter(spell::has).toList();
    }

    private static String told(List<Classification> calm, List<Classification> during) {
        String bundle = calm.get(0).getBundleName();
        double[] alone = millis(calm);
        double[] meanwhile = millis(during.stream()
                .filter(answer -> answer.getBundleName().equals(bundle))
                .toList());
        return String.format(
                Locale.ROOT,
                "%s alone %s; meanwhile %s, p99 %.2f x",
                bundle,
                told(alone),
                told(meanwhile),
                at(0.99, meanwhile) / at(0.99, alone));
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
