package dev.offramp.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.offramp.bundle.Bundle;
import dev.offramp.policy.Limits;
import dev.offramp.policy.Policy;
import dev.offramp.policy.PolicyTerms;
import dev.offramp.policy.Scope;
import dev.offramp.policy.ScopedPolicy;
import dev.offramp.policy.Succession;
import dev.offramp.policy.Thresholds;
import dev.offramp.policy.Wish;
import dev.offramp.schema.Classification;
import dev.offramp.schema.ExitThroughput;
import dev.offramp.schema.ExitVerdict;
import dev.offramp.schema.Reject;
import dev.offramp.schema.RejectReason;
import dev.offramp.schema.ThroughputWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Deadlines, budgets and shadows, from broker to broker. */
class LimitsITCase {

    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    private static Bundle bundle;

    @BeforeAll
    static void openBundle() throws Exception {
        bundle = Bundle.open(TestBundle.FOLDER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"colocated", "disaggregated"})
    void who_is_late_already_is_refused_and_the_others_are_not_hurried(String placement) throws Exception {
        List<FashionMnist.Image> images = FashionMnist.first(600).images();
        TestTopics topics = new TestTopics(BROKER.running());
        topics.publish(update("hurried-", new Limits(1, Limits.NONE), 0));
        topics.publish("hurried-", images, 4, null);
        topics.publish("own-", images, 4, 1L); // the frame's own deadline
        topics.publish("patient-", images, 4, null);

        List<Classification> answers;
        List<Reject> late;
        try (TestJob job = TestJob.start(topics, Map.of("job.placement", placement))) {
            late = topics.rejects(2 * images.size());
            answers = topics.classifications(images.size());
        }

        assertThat(answers).hasSameSizeAs(images).allSatisfy(answer -> {
            assertThat(answer.getStream()).startsWith("patient-");
            assertThat(answer.getVerdict()).isIn(ExitVerdict.CONFIDENT, ExitVerdict.FINAL);
            assertThat(answer.getDeadline()).isNull();
        });
        assertThat(late).hasSize(2 * images.size()).allSatisfy(reject -> assertThat(reject.getReason())
                .isEqualTo(RejectReason.PAST_DEADLINE));
    }

    @Test
    void a_hard_stream_keeps_its_budget_and_takes_nothing_from_the_others() throws Exception {
        List<FashionMnist.Image> images = FashionMnist.first(4_000).images();
        List<Offline.Decision> offline = Offline.decide(bundle, bundle.policy(), images);
        List<FashionMnist.Image> hard = IntStream.range(0, images.size())
                .filter(i -> offline.get(i).exit() > 1)
                .mapToObj(images::get)
                .toList();
        long budget = 7_000_000;
        TestTopics topics = new TestTopics(BROKER.running());
        topics.publish(update("greedy-", new Limits(Limits.NONE, budget), 0));
        topics.publish("greedy-", hard, 1, null);
        topics.publish("free-", hard, 1, null);

        List<Classification> answers;
        List<ThroughputWindow> windows;
        try (TestJob job = TestJob.start(topics, Map.of("exit.credit.burst", "4"))) {
            answers = topics.classifications(2 * hard.size());
            windows = topics.windows(seen -> samples(seen) >= 2L * hard.size());
        }

        assertThat(hard).hasSizeGreaterThan(300);
        assertThat(mean(of("free-", answers))).isGreaterThan(1.5 * budget);
        assertThat(of("free-", answers)).extracting(Classification::getVerdict).doesNotContain(ExitVerdict.BUDGET);
        assertThat(mean(of("greedy-", answers))).isBetween(0.8 * budget, 1.03 * budget);
        long cut = of("greedy-", answers).stream()
                .filter(answer -> answer.getVerdict() == ExitVerdict.BUDGET)
                .count();
        assertThat(cut).isPositive();
        assertThat(windows.stream().mapToLong(ThroughputWindow::getCutByBudget).sum())
                .isEqualTo(cut);
    }

    @Test
    void shadows_are_answered_once_and_tell_how_often_the_last_exit_agrees() throws Exception {
        List<FashionMnist.Image> images = FashionMnist.first(3_000).images();
        TestTopics topics = new TestTopics(BROKER.running());
        topics.publish(update("stream-", Limits.UNLIMITED, 0.5));
        topics.publish(images, 32);

        List<ThroughputWindow> windows;
        try (TestJob job = TestJob.start(topics, Map.of())) {
            assertThat(topics.classifications(images.size())).hasSameSizeAs(images);
            windows = topics.windows(seen -> samples(seen) >= images.size());
        }

        long early = sum(windows, ExitThroughput::getSamples);
        long shadowed = sum(windows, ExitThroughput::getShadowed);
        long agreed = sum(windows, ExitThroughput::getAgreed);
        assertThat(shadowed).isBetween(early * 45 / 100, early * 55 / 100);
        assertThat((double) agreed / shadowed).isCloseTo(agreement(images), within(0.03));
        assertThat(windows.stream()
                        .mapToLong(ThroughputWindow::getShadowMultiplyAdds)
                        .sum())
                .isGreaterThan(shadowed * 10_000_000);
        assertThat(samples(windows)).isEqualTo(images.size());
    }

    /** Of the images that leave early, the share that the last exit gives the same class. */
    private static double agreement(List<FashionMnist.Image> images) throws Exception {
        Policy closed = Policy.of(0, bundle.policy().criterion().measure(), Thresholds.closed(bundle.earlyExits()));
        List<Offline.Decision> first = Offline.decide(bundle, bundle.policy(), images);
        List<Offline.Decision> last = Offline.decide(bundle, closed, images);
        List<Boolean> agreed = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            if (first.get(i).exit() < last.get(i).exit()) {
                agreed.add(first.get(i).predicted() == last.get(i).predicted());
            }
        }
        return (double) agreed.stream().filter(same -> same).count() / agreed.size();
    }

    private static ScopedPolicy update(String group, Limits limits, double shadowShare) {
        PolicyTerms terms = PolicyTerms.of(Wish.OPEN, limits, shadowShare); // the exits are left to the bundle
        return new ScopedPolicy(Scope.GROUP, group, ScopedPolicy.AT_ONCE, 5, terms, Succession.by("tests"));
    }

    private static List<Classification> of(String prefix, List<Classification> answers) {
        return answers.stream()
                .filter(answer -> answer.getStream().startsWith(prefix))
                .toList();
    }

    private static double mean(List<Classification> answers) {
        return answers.stream()
                .mapToLong(answer -> answer.getJourney().getMultiplyAdds())
                .average()
                .orElseThrow();
    }

    private static long samples(List<ThroughputWindow> windows) {
        return windows.stream().mapToLong(ThroughputWindow::getSamples).sum();
    }

    private static long sum(List<ThroughputWindow> windows, ToLongFunction<ExitThroughput> value) {
        return windows.stream()
                .flatMap(
                        window -> window.getExits().subList(0, window.getExits().size() - 1).stream())
                .mapToLong(value)
                .sum();
    }
}
