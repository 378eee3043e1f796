package dev.offramp.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.bundle.Bundle;
import dev.offramp.bundle.Precision;
import dev.offramp.policy.ConfidenceMeasure;
import dev.offramp.policy.Policy;
import dev.offramp.policy.PolicyTerms;
import dev.offramp.policy.Scope;
import dev.offramp.policy.ScopedPolicy;
import dev.offramp.policy.Succession;
import dev.offramp.policy.Thresholds;
import dev.offramp.policy.Wish;
import dev.offramp.schema.Classification;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Invariant 3: what the stream decides is what the same bundle decides offline, sample by sample. */
class ReplayITCase {

    private static final int STREAMS = 32;

    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    @ParameterizedTest
    @CsvSource({
        "colocated, FLOAT32, 1.0.0",
        "disaggregated, FLOAT32, 1.0.0",
        "colocated, BFLOAT16, 1.0.0+bfloat16",
        "disaggregated, BFLOAT16, 1.0.0+bfloat16"
    })
    void a_replay_through_kafka_decides_every_sample_as_the_offline_evaluation_does(
            String placement, Precision precision, String version) throws Exception {
        List<FashionMnist.Image> images = FashionMnist.first(2_000).images();
        Bundle bundle = Bundle.open(TestBundle.FOLDER).in(precision);
        List<Offline.Decision> offline = Offline.decide(bundle, bundle.policy(), images);

        Map<Integer, Classification> byImage =
                replay(images, Map.of("job.placement", placement, "stage.precision", precision.toString()));

        for (int i = 0; i < images.size(); i++) {
            Classification answer = byImage.get(i);
            assertThat(new Offline.Decision(answer.getExit(), answer.getPredicted()))
                    .as("image %d", i)
                    .isEqualTo(offline.get(i));
            assertThat(answer.getBundleVersion()).isEqualTo(version);
            assertThat(answer.getJourney().getMultiplyAdds())
                    .isEqualTo(bundle.stages().get(answer.getExit() - 1).cumulativeMultiplyAdds());
        }
    }

    @Test
    void a_replay_under_patience_leaves_where_as_many_exits_in_a_row_agree_offline() throws Exception {
        List<FashionMnist.Image> images = FashionMnist.first(500).images();
        Bundle bundle = Bundle.open(TestBundle.FOLDER);
        Policy patience = patience(1, bundle);
        List<Offline.Decision> offline = Offline.decide(bundle, patience, images);

        Map<Integer, Classification> byImage = replay(images, patience, bundle);

        for (int i = 0; i < images.size(); i++) {
            Classification answer = byImage.get(i);
            assertThat(answer.getPolicyVersion()).isEqualTo(patience.version());
            assertThat(new Offline.Decision(answer.getExit(), answer.getPredicted()))
                    .as("image %d", i)
                    .isEqualTo(offline.get(i));
        }
        assertThat(offline)
                .extracting(Offline.Decision::exit)
                .contains(2, bundle.stages().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bfloat16", "float16"})
    void a_wire_of_half_precision_changes_hardly_an_answer(String wire) throws Exception {
        List<FashionMnist.Image> images = FashionMnist.first(2_000).images();
        Bundle bundle = Bundle.open(TestBundle.FOLDER);
        List<Offline.Decision> offline = Offline.decide(bundle, bundle.policy(), images);

        Map<Integer, Classification> byImage =
                replay(images, Map.of("job.placement", "disaggregated", "stage.wire-precision", wire));

        long alike = IntStream.range(0, images.size())
                .filter(i -> byImage.get(i).getPredicted() == offline.get(i).predicted())
                .count();
        assertThat(alike).isGreaterThanOrEqualTo(1_995);
    }

    /** Two exits in a row must agree. */
    private static Policy patience(long version, Bundle bundle) {
        float[] twice = new float[bundle.stages().size() - 1];
        Arrays.fill(twice, 2);
        return Policy.of(version, ConfidenceMeasure.PATIENCE, Thresholds.of(twice));
    }

    private static Map<Integer, Classification> replay(List<FashionMnist.Image> images, Policy policy, Bundle bundle)
            throws Exception {
        TestTopics topics = new TestTopics(BROKER.running());
        topics.publish(new ScopedPolicy(
                Scope.DEFAULT,
                "",
                ScopedPolicy.AT_ONCE,
                policy.version(),
                PolicyTerms.of(new Wish.ThresholdsOf(bundle.id(), policy.criterion())),
                Succession.by("tests")));
        return replay(images, topics, Map.of("stage.precision", "float32"));
    }

    private static Map<Integer, Classification> replay(List<FashionMnist.Image> images, Map<String, String> settings)
            throws Exception {
        return replay(images, new TestTopics(BROKER.running()), settings);
    }

    private static Map<Integer, Classification> replay(
            List<FashionMnist.Image> images, TestTopics topics, Map<String, String> settings) throws Exception {
        topics.publish(images, STREAMS);
        List<Classification> answers;
        try (TestJob job = TestJob.start(topics, settings)) {
            answers = topics.classifications(images.size());
        }
        assertThat(answers).hasSameSizeAs(images);
        assertThat(topics.rejects(0)).isEmpty();
        return answers.stream().collect(Collectors.toMap(ReplayITCase::image, Function.identity()));
    }

    private static int image(Classification answer) {
        int stream = Integer.parseInt(answer.getStream().substring("stream-".length()));
        return (int) answer.getSequence() * STREAMS + stream;
    }
}
