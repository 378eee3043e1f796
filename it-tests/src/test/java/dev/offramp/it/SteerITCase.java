package dev.offramp.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.bundle.Bundle;
import dev.offramp.policy.Criterion;
import dev.offramp.policy.PolicyTerms;
import dev.offramp.policy.Scope;
import dev.offramp.policy.Succession;
import dev.offramp.policy.Thresholds;
import dev.offramp.policy.Wish;
import dev.offramp.schema.Classification;
import dev.offramp.schema.PolicyUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Steering in the running job, by way of the policies topic. */
class SteerITCase {

    private static final int STREAMS = 64;

    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    private static Bundle bundle;

    @BeforeAll
    static void openBundle() throws Exception {
        bundle = Bundle.open(TestBundle.FOLDER);
    }

    @Test
    void a_mean_cost_is_held_until_a_person_takes_over_and_again_when_the_policy_is_released() throws Exception {
        List<FashionMnist.Image> images = FashionMnist.first(1_000).images();
        TestTopics topics = new TestTopics(BROKER.running());
        try (TestJob job = TestJob.start(topics, Map.of("steer.mean-multiply-adds", "5500000"))) {
            List<Classification> steered = playUntil(topics, "a", images, answers -> isNear(5.5e6, answers));
            assertThat(steered).extracting(Classification::getPolicyVersion).doesNotContain(0L);

            long version = newest(topics) + 1;
            topics.publish(byDefault(version, Succession.by("ann")));
            playUntil(topics, "b", images, answers -> allUnder(version, answers));
            assertThat(playUntil(topics, "c", images, answers -> true))
                    .as("steering keeps its hands off")
                    .allSatisfy(answer -> assertThat(answer.getPolicyVersion()).isEqualTo(version));

            topics.publish(byDefault(version + 1, Succession.releasedBy("ann")));
            playUntil(topics, "d", images, answers -> isNear(5.5e6, answers));
        }
        assertThat(topics.policies(updates -> true))
                .filteredOn(update -> update.getAuthor().equals("steer"))
                .isNotEmpty()
                .allSatisfy(update -> assertThat(update.getSteered()).isTrue());
    }

    @Test
    void when_pictures_drift_and_the_last_exit_disagrees_thresholds_are_tightened() throws Exception {
        List<FashionMnist.Image> images = FashionMnist.first(1_500).images();
        List<FashionMnist.Image> noisy = noisy(images);
        TestTopics topics = new TestTopics(BROKER.running());
        Map<String, String> settings = Map.of("steer.accepted-disagreement", "0.02", "steer.shadow-share", "0.5");
        try (TestJob job = TestJob.start(topics, settings)) {
            playUntil(topics, "clean-", images, answers -> newest(topics) > 0);
            Thresholds before = thresholds(topics);
            playUntil(topics, "noisy-", noisy, answers -> thresholds(topics).at(1) > before.at(1) + 0.02f);
        }
    }

    /** Plays the images again and again, in new streams, until the last round's answers are as wanted. */
    private static List<Classification> playUntil(
            TestTopics topics, String name, List<FashionMnist.Image> images, Predicate<List<Classification>> wanted) {
        for (int round = 0; round < 60; round++) {
            String prefix = name + "-" + round + "-";
            topics.publish(prefix, images, STREAMS, null);
            List<Classification> answers = topics.classificationsOf(prefix, images.size());
            if (wanted.test(answers)) {
                return answers;
            }
        }
        throw new AssertionError("not in 60 rounds");
    }

    private static boolean isNear(double meanMultiplyAdds, List<Classification> answers) {
        double mean = answers.stream()
                .mapToLong(answer -> answer.getJourney().getMultiplyAdds())
                .average()
                .orElseThrow();
        boolean one = answers.stream()
                        .map(Classification::getPolicyVersion)
                        .distinct()
                        .count()
                == 1;
        return one && Math.abs(mean - meanMultiplyAdds) < 0.06 * meanMultiplyAdds;
    }

    private static boolean allUnder(long version, List<Classification> answers) {
        return answers.stream().allMatch(answer -> answer.getPolicyVersion() == version);
    }

    private static long newest(TestTopics topics) {
        return topics.policies(updates -> true).stream()
                .mapToLong(PolicyUpdate::getVersion)
                .max()
                .orElse(0);
    }

    private static Thresholds thresholds(TestTopics topics) {
        List<PolicyUpdate> updates = topics.policies(seen -> !seen.isEmpty());
        List<Float> newest = updates.get(updates.size() - 1).getThresholds();
        float[] values = new float[newest.size()];
        for (int i = 0; i < values.length; i++) {
            Float value = newest.get(i);
            values[i] = value == null ? Thresholds.CLOSED : value;
        }
        return Thresholds.of(values);
    }

    private static dev.offramp.policy.ScopedPolicy byDefault(long version, Succession succession) {
        Criterion closed = Criterion.of(bundle.policy().criterion().measure(), Thresholds.closed(bundle.earlyExits()));
        PolicyTerms terms = PolicyTerms.of(new Wish.ThresholdsOf(bundle.id(), closed));
        return new dev.offramp.policy.ScopedPolicy(
                Scope.DEFAULT, "", dev.offramp.policy.ScopedPolicy.AT_ONCE, version, terms, succession);
    }

    /** Pictures as a failing camera sends them: noise of a sixth of the range. */
    private static List<FashionMnist.Image> noisy(List<FashionMnist.Image> images) {
        Random random = new Random(3);
        List<FashionMnist.Image> noisy = new ArrayList<>();
        for (FashionMnist.Image image : images) {
            byte[] grey = image.grey().clone();
            for (int i = 0; i < grey.length; i++) {
                double value = (grey[i] & 0xff) + 40 * random.nextGaussian();
                grey[i] = (byte) Math.max(0, Math.min(255, value));
            }
            noisy.add(new FashionMnist.Image(grey, image.label()));
        }
        return noisy;
    }
}
