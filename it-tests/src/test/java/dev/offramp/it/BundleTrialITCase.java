package dev.offramp.it;

import static dev.offramp.it.TestOrders.decision;
import static dev.offramp.it.TestOrders.order;
import static dev.offramp.it.TestOrders.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.offramp.bundle.Bundle;
import dev.offramp.policy.Scope;
import dev.offramp.refresh.Order;
import dev.offramp.refresh.Role;
import dev.offramp.schema.BundleDecision;
import dev.offramp.schema.BundleOutcome;
import dev.offramp.schema.Classification;
import dev.offramp.schema.Frame;
import dev.offramp.schema.FrameEncoding;
import dev.offramp.schema.ThroughputWindow;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.api.common.JobStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Canaries and shadows, which their rules promote and take back. Against what serves, the other costs 10 M multiply-adds, not 6. */
class BundleTrialITCase {

    private static final int IMAGES = 400;

    /** Of other exits, and of the same classes. */
    private static final Path OTHER = TestBundle.ANOTHER;

    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    @TempDir
    Path cache;

    @Test
    void a_canary_that_costs_more_than_its_rule_lets_it_takes_itself_back() throws Exception {
        assertTakenBack(Role.CANARY, 0.5, "cost <= 1.1x for 10 s", "rolled back: cost 1.");
    }

    /** That is, never by chance: the two differ about a picture or two of a hundred. */
    @Test
    void a_shadow_that_agrees_less_than_its_rule_wants_takes_itself_back() throws Exception {
        assertTakenBack(Role.SHADOW, 1, "agreement >= 99.9% and cost <= 3x for 10 s", "rolled back: agreement ");
    }

    private void assertTakenBack(Role role, double share, String rule, String reason) throws Exception {
        List<FashionMnist.Image> images = FashionMnist.first(IMAGES).images();
        Bundle first = Bundle.open(TestBundle.FOLDER);
        TestTopics topics = new TestTopics(BROKER.running());
        try (TestJob job = TestJob.start(topics, settingsOfTrials(topics))) {
            List<BundleDecision> decided = decidedByRule(topics, trial(1, role, share, rule), images);
            assertThat(decided)
                    .extracting(BundleDecision::getOrder, BundleDecision::getOutcome)
                    .containsExactly(
                            tuple(1L, BundleOutcome.ACCEPTED),
                            tuple(1L, BundleOutcome.ROLLED_BACK),
                            tuple(2L, BundleOutcome.ACCEPTED));
            assertThat(decided).last().satisfies(end -> {
                assertThat(end.getBundle()).isNull();
                assertThat(end.getReason()).startsWith(reason);
            });
            assertAnsweredBy(first, topics, images, decided.get(2).getValidFrom());
            assertThat(job.status()).isEqualTo(JobStatus.RUNNING);
        }
        assertThat(topics.rejects(0)).isEmpty();
    }

    @Test
    void a_canary_whose_rule_held_for_long_enough_answers_every_stream() throws Exception {
        List<FashionMnist.Image> images = FashionMnist.first(IMAGES).images();
        Bundle second = Bundle.open(OTHER);
        TestTopics topics = new TestTopics(BROKER.running());
        try (TestJob job = TestJob.start(topics, settingsOfTrials(topics))) {
            String rule = "cost <= 3x and accuracy-loss <= 20% for 15 s";
            List<BundleDecision> decided = decidedByRule(topics, trial(1, Role.CANARY, 0.5, rule), images);
            assertThat(decided)
                    .extracting(BundleDecision::getOutcome)
                    .containsExactly(BundleOutcome.ACCEPTED, BundleOutcome.ACCEPTED, BundleOutcome.ACCEPTED);
            assertPromoted(decided.get(1), second, "promoted: cost 1.");
            assertThat(decided.get(2).getBundle()).isNull();
            assertAnsweredBy(second, topics, images, decided.get(1).getValidFrom());
            assertThat(job.status()).isEqualTo(JobStatus.RUNNING);
        }
        assertThat(topics.rejects(0)).isEmpty();
    }

    /** It runs a copy of every frame, which nobody sees but its windows and its rule. */
    @Test
    void a_shadow_answers_nothing_until_its_rule_promotes_it_and_changes_no_decision_before() throws Exception {
        List<FashionMnist.Image> images = FashionMnist.first(IMAGES).images();
        Bundle first = Bundle.open(TestBundle.FOLDER);
        Bundle second = Bundle.open(OTHER);
        List<Offline.Decision> offlineFirst = Offline.decide(first, first.policy(), images);
        List<Offline.Decision> offlineSecond = Offline.decide(second, second.policy(), images);
        TestTopics topics = new TestTopics(BROKER.running());
        int rounds = 0;
        List<BundleDecision> decided = List.of();
        List<ThroughputWindow> windows;
        try (TestJob job = TestJob.start(topics, settingsOfTrials(topics))) {
            topics.publish(trial(1, Role.SHADOW, 1, "agreement >= 70% and cost <= 3x for 30 s"));
            assertThat(decision(topics, 1).getOutcome()).isEqualTo(BundleOutcome.ACCEPTED);

            Set<String> answering = Set.of();
            while (!answering.equals(Set.of(second.id().name())) && rounds < 60) {
                answering = answeringFrames(topics, "round-" + rounds++ + "-", images, Instant.now());
                decided = topics.decisions(all -> true);
            }
            windows = topics.windows(all -> copies(all) >= 3 * IMAGES);
            assertThat(job.status()).isEqualTo(JobStatus.RUNNING);
        }

        assertThat(decided).hasSize(3);
        assertPromoted(decided.get(1), second, "promoted: agreement ");
        assertThat(decided.get(2).getBundle()).isNull();
        Instant promoted = decided.get(1).getValidFrom();
        List<Classification> answers = topics.classificationsOf("round-", rounds * images.size());
        assertThat(answers)
                .extracting(answer -> answer.getFramePartition() + "@" + answer.getFrameOffset())
                .hasSize(rounds * images.size())
                .doesNotHaveDuplicates();
        assertThat(answers).allSatisfy(answer -> {
            boolean byFirst = answer.getBundleName().equals(first.id().name());
            assertThat(byFirst || !answer.getEventTime().isBefore(promoted)).isTrue();
            assertThat(new Offline.Decision(answer.getExit(), answer.getPredicted()))
                    .isEqualTo((byFirst ? offlineFirst : offlineSecond).get(imageOfRound(answer, images.size())));
        });
        assertThat(topics.rejects(0)).isEmpty();
        assertComparedAsOffline(windows, second, offlineFirst, offlineSecond);
    }

    private static void assertPromoted(BundleDecision promotion, Bundle bundle, String reason) {
        assertThat(promotion.getOutcome()).isEqualTo(BundleOutcome.ACCEPTED);
        assertThat(promotion.getBundle().getName()).isEqualTo(bundle.id().name());
        assertThat(promotion.getReason()).startsWith(reason).contains("cost 1.");
    }

    /** What is decided about a trial, and what follows from its rule, while frames come. */
    private static List<BundleDecision> decidedByRule(TestTopics topics, Order trial, List<FashionMnist.Image> images) {
        topics.publish(trial);
        assertThat(decision(topics, trial.version()).getOutcome()).isEqualTo(BundleOutcome.ACCEPTED);
        List<BundleDecision> decided = List.of();
        for (int round = 0; decided.size() < 3 && round < 60; round++) {
            answeringFrames(topics, "during-" + round + "-", images, Instant.now());
            decided = topics.decisions(all -> true);
        }
        return decided;
    }

    /** Once all tasks have heard. */
    private static void assertAnsweredBy(
            Bundle bundle, TestTopics topics, List<FashionMnist.Image> images, Instant since) {
        Set<String> answering = Set.of();
        for (int round = 0; answering.size() != 1 && round < 30; round++) {
            answering = answeringFrames(topics, "after-" + round + "-", images, since.plusMillis(1));
        }
        assertThat(answering).containsExactly(bundle.id().name());
    }

    private Map<String, String> settingsOfTrials(TestTopics topics) throws Exception {
        Map<String, String> settings = settings(topics, cache, Bundle.open(OTHER));
        settings.put("bundle.shadow-max-age", "1 h"); // all of a round are published at once
        return settings;
    }

    /** Rounds are whole but for the first and the last, which may be seen in part. */
    private static void assertComparedAsOffline(
            List<ThroughputWindow> windows,
            Bundle second,
            List<Offline.Decision> offlineFirst,
            List<Offline.Decision> offlineSecond) {
        double[] cost = second.cumulativeMultiplyAdds();
        double agreed = IntStream.range(0, IMAGES)
                .filter(i ->
                        offlineFirst.get(i).predicted() == offlineSecond.get(i).predicted())
                .count();
        double meanCost = offlineSecond.stream()
                .mapToDouble(decision -> cost[decision.exit() - 1])
                .average()
                .orElseThrow();
        List<ThroughputWindow> shadows =
                windows.stream().filter(window -> window.getShadow() != null).toList();
        assertThat(shadows)
                .extracting(ThroughputWindow::getBundleName)
                .containsOnly(second.id().name());
        double samples = copies(shadows);
        assertThat(shadows.stream()
                                .mapToLong(window -> window.getShadow().getAgreed())
                                .sum()
                        / samples)
                .isCloseTo(agreed / IMAGES, within(0.03));
        assertThat(shadows.stream()
                                .mapToDouble(window -> window.getShadow().getMultiplyAdds())
                                .sum()
                        / samples)
                .isCloseTo(meanCost, withinPercentage(3));
    }

    private static long copies(List<ThroughputWindow> windows) {
        return windows.stream()
                .filter(window -> window.getShadow() != null)
                .mapToLong(window -> window.getShadow().getSamples())
                .sum();
    }

    private static int imageOfRound(Classification answer, int images) {
        String stream = answer.getStream();
        int number = Integer.parseInt(stream.substring(stream.lastIndexOf('-') + 1));
        return (int) answer.getSequence() * (images / 10) + number;
    }

    /** Publishes frames of as many streams as there are tenths of the images, and says which bundles answered them. */
    private static Set<String> answeringFrames(
            TestTopics topics, String prefix, List<FashionMnist.Image> images, Instant taken) {
        int streams = images.size() / 10;
        topics.send(IntStream.range(0, images.size())
                .mapToObj(i -> topics.record(
                        "frames",
                        prefix + i % streams,
                        encoded(prefix + i % streams, i / streams, images.get(i), taken)))
                .toList());
        return topics.classificationsOf(prefix, images.size()).stream()
                .map(Classification::getBundleName)
                .collect(Collectors.toSet());
    }

    private static byte[] encoded(String stream, long sequence, FashionMnist.Image image, Instant taken) {
        Frame frame = TestTopics.frame(stream, sequence, FrameEncoding.PNG, image.png(), image.label());
        return TestTopics.encoded(Frame.newBuilder(frame).setEventTime(taken).build());
    }

    private static Order trial(long version, Role role, double share, String rule) throws Exception {
        Order serving = order(version, OTHER, OptionalLong.empty());
        return new Order(
                Scope.DEFAULT,
                "",
                true,
                serving.source(),
                role,
                share,
                OptionalLong.of(0),
                rule,
                version,
                "tests",
                "",
                Optional.empty());
    }
}
