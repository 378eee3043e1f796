package dev.offramp.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.bundle.Bundle;
import dev.offramp.it.FashionMnist;
import dev.offramp.it.Offline;
import dev.offramp.it.TestBroker;
import dev.offramp.it.TestBundle;
import dev.offramp.it.TestJob;
import dev.offramp.it.TestTopics;
import dev.offramp.kafka.KafkaEndpoints;
import dev.offramp.kafka.PolicyTopic;
import dev.offramp.policy.KnownPolicies;
import dev.offramp.policy.Policy;
import dev.offramp.policy.PolicyTerms;
import dev.offramp.policy.Scope;
import dev.offramp.policy.ScopedPolicy;
import dev.offramp.policy.Succession;
import dev.offramp.policy.Thresholds;
import dev.offramp.policy.Wish;
import dev.offramp.registry.KnownSchemas;
import dev.offramp.schema.Classification;
import dev.offramp.schema.ThroughputWindow;
import dev.offramp.stage.StageOptions;
import dev.offramp.stage.djl.DjlStageEngines;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Invariant 1: every frame is answered exactly once, through a failure in the middle of a batch. */
class ExactlyOnceITCase {

    private static final int IMAGES = 4_000;
    private static final int STREAMS = 8;

    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    @ParameterizedTest
    @EnumSource(Placement.class)
    void every_frame_is_answered_exactly_once_although_a_stage_dies_in_mid_batch(Placement placement) throws Exception {
        TestTopics topics = new TestTopics(BROKER.running());
        topics.publish(FashionMnist.first(IMAGES).images(), STREAMS);
        FailingOnce stages = new FailingOnce(UUID.randomUUID().toString(), 2, 20, new DjlStageEngines(1));

        try (TestJob job = start(topics, stages, Map.of("job.placement", placement.name()))) {
            List<Classification> answers = topics.classificationsOf(IMAGES);

            assertThat(stages.hasFailed()).isTrue();
            assertThat(frames(answers)).hasSize(IMAGES);
            assertThat(answers).hasSize(IMAGES);
            assertThat(samples(topics.windows(windows -> samples(windows) >= IMAGES)))
                    .isEqualTo(IMAGES);
        }
    }

    @Test
    void a_policy_switches_between_the_same_two_frames_although_a_stage_dies_and_frames_are_replayed()
            throws Exception {
        TestTopics topics = new TestTopics(BROKER.running());
        Bundle bundle = Bundle.open(TestBundle.FOLDER);
        long switchAt = TestTopics.eventTimeMillis(IMAGES / STREAMS / 2);
        Policy closed = Policy.of(7, bundle.policy().criterion().measure(), Thresholds.closed(bundle.earlyExits()));
        PolicyTerms terms = PolicyTerms.of(new Wish.ThresholdsOf(bundle.id(), closed.criterion()));
        Succession tests = Succession.by("tests");
        ScopedPolicy scheduled = new ScopedPolicy(Scope.DEFAULT, "", switchAt, 7, terms, tests);
        ScopedPolicy otherStream = new ScopedPolicy(Scope.STREAM, "stream-3", ScopedPolicy.AT_ONCE, 7, terms, tests);
        topics.publish(scheduled, otherStream);
        FashionMnist images = FashionMnist.first(IMAGES);
        topics.publish(images.images(), STREAMS);
        FailingOnce stages = new FailingOnce(UUID.randomUUID().toString(), 2, 60, new DjlStageEngines(1));

        List<Classification> answers;
        try (TestJob job = startUnderKnownPolicies(topics, stages)) {
            answers = topics.classificationsOf(IMAGES);
        }

        assertThat(stages.hasFailed()).isTrue();
        assertThat(answers).hasSize(IMAGES).allSatisfy(answer -> {
            boolean after = answer.getEventTime().toEpochMilli() >= switchAt;
            boolean own = answer.getStream().equals("stream-3");
            assertThat(answer.getPolicyVersion()).isEqualTo(after || own ? 7 : 0);
        });
        assertDecidedAsOffline(answers, bundle, closed, images);
    }

    private static void assertDecidedAsOffline(
            List<Classification> answers, Bundle bundle, Policy closed, FashionMnist images) throws Exception {
        List<Offline.Decision> recommended = Offline.decide(bundle, bundle.policy(), images.images());
        List<Offline.Decision> allClosed = Offline.decide(bundle, closed, images.images());
        assertThat(answers).allSatisfy(answer -> {
            int stream = Integer.parseInt(answer.getStream().substring("stream-".length()));
            int image = (int) answer.getSequence() * STREAMS + stream;
            List<Offline.Decision> offline = answer.getPolicyVersion() == 7 ? allClosed : recommended;
            assertThat(new Offline.Decision(answer.getExit(), answer.getPredicted()))
                    .isEqualTo(offline.get(image));
        });
    }

    private static TestJob startUnderKnownPolicies(TestTopics topics, FailingOnce stages) throws Exception {
        Configuration config = config(topics, Map.of());
        Settings settings = Settings.from(config);
        KnownPolicies known = new PolicyTopic(settings.kafka(), Duration.ofSeconds(10))
                .known(settings.control().curves().served());
        return start(config, settings, known, stages);
    }

    @Test
    void at_least_once_loses_nothing_and_a_repeated_answer_is_recognisable() throws Exception {
        TestTopics topics = new TestTopics(BROKER.running());
        topics.publish(FashionMnist.first(IMAGES).images(), STREAMS);
        FailingOnce stages = new FailingOnce(UUID.randomUUID().toString(), 2, 20, new DjlStageEngines(1));

        List<Classification> answers;
        try (TestJob job = start(topics, stages, Map.of("kafka.delivery-guarantee", "at-least-once"))) {
            answers = topics.classificationsOf(IMAGES);
        }

        assertThat(stages.hasFailed()).isTrue();
        assertThat(frames(answers)).hasSize(IMAGES);
        Map<String, Set<String>> answersByFrame = answers.stream()
                .collect(Collectors.groupingBy(
                        ExactlyOnceITCase::frame,
                        Collectors.mapping(
                                answer -> answer.getExit() + ":" + answer.getPredicted(), Collectors.toSet())));
        assertThat(answersByFrame.values()).allSatisfy(same -> assertThat(same).hasSize(1));
    }

    private static TestJob start(TestTopics topics, FailingOnce stages, Map<String, String> more) throws Exception {
        Configuration config = config(topics, more);
        return start(config, Settings.from(config), KnownPolicies.NONE, stages);
    }

    private static Configuration config(TestTopics topics, Map<String, String> more) {
        Configuration config = TestJob.config(topics, more);
        config.set(StageOptions.WARM_UP, Duration.ZERO); // its blank batches would be those that fail
        return config;
    }

    private static TestJob start(Configuration config, Settings settings, KnownPolicies known, FailingOnce stages)
            throws Exception {
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(FlinkDefaults.under(config, settings));
        new OfframpTopology(
                        Endpoints.on(new KafkaEndpoints(settings.kafka(), KnownSchemas.NONE), known), settings, stages)
                .drawOn(env);
        return new TestJob(env.executeAsync("exactly-once"));
    }

    private static Set<String> frames(List<Classification> answers) {
        return answers.stream().map(ExactlyOnceITCase::frame).collect(Collectors.toCollection(HashSet::new));
    }

    private static String frame(Classification answer) {
        return answer.getFrameTopic() + "-" + answer.getFramePartition() + "@" + answer.getFrameOffset();
    }

    private static long samples(List<ThroughputWindow> windows) {
        return windows.stream().mapToLong(ThroughputWindow::getSamples).sum();
    }
}
