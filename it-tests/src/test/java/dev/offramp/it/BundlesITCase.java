package dev.offramp.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.offramp.bundle.Bundle;
import dev.offramp.cli.labelled.BundleRun;
import dev.offramp.cli.labelled.LabelledPictures;
import dev.offramp.cli.publish.FrameAddress;
import dev.offramp.cli.terminal.Screen;
import dev.offramp.schema.Classification;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Invariant 3 for every bundle of pictures that ships, on the test pictures of its own data set. */
class BundlesITCase {

    private static final int REPLAYED = 400;

    /** So many that half the brightness is seen: it costs four points of accuracy. */
    private static final int EVALUATED = 1_000;

    private static final int STREAMS = 16;

    /** Standard errors; by chance alone, one bundle in a thousand would be further off. */
    private static final double FAR = 3.3;

    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.offramp.it.TestBundle#allOfPictures")
    void a_replay_decides_as_the_offline_evaluation_which_is_as_accurate_as_the_manifest_says(Path folder)
            throws Exception {
        Bundle bundle = Bundle.open(folder);
        JsonNode manifest =
                new ObjectMapper().readTree(folder.resolve("manifest.json").toFile());

        TestSet tests = TestSet.of(bundle, manifest);
        try (LabelledPictures pictures = tests.sample(bundle, EVALUATED)) {
            List<Offline.Decision> offline = decideOffline(bundle, pictures);
            int replayed = Math.min(REPLAYED, pictures.count());
            assertReplayed(replay(folder, pictures, replayed), offline.subList(0, replayed), bundle);
            assertAccuracy(rightOnes(offline, pictures, bundle, tests.classes()), expected(manifest, "testAccuracy"));
            assertMeanCost(costs(offline, bundle), expected(manifest, "testMeanMultiplyAdds"));
        }
    }

    private static List<Offline.Decision> decideOffline(Bundle bundle, LabelledPictures pictures) {
        List<Offline.Decision> decisions = new ArrayList<>();
        Screen silent = Screen.on(new PrintWriter(new StringWriter()));
        new BundleRun(bundle, 1)
                .over(pictures, silent, answer -> decisions.add(Offline.decide(bundle.policy(), answer.logits())));
        return decisions;
    }

    private static List<Classification> replay(Path bundle, LabelledPictures pictures, int count) throws Exception {
        TestTopics topics = new TestTopics(BROKER.running());
        topics.send(IntStream.range(0, count)
                .mapToObj(n -> record(topics, pictures, n))
                .toList());
        try (TestJob job = TestJob.start(topics, Map.of("bundle.path", bundle.toString()))) {
            List<Classification> answers = topics.classifications(count);
            assertThat(topics.rejects(0)).isEmpty();
            return answers;
        }
    }

    private static ProducerRecord<byte[], byte[]> record(TestTopics topics, LabelledPictures pictures, int n) {
        FrameAddress address = new FrameAddress("stream-" + n % STREAMS, n / STREAMS);
        return topics.record(
                "frames",
                address.stream(),
                TestTopics.encoded(pictures.picture(n).frame(address)));
    }

    private static int picture(Classification answer) {
        int stream = Integer.parseInt(answer.getStream().substring("stream-".length()));
        return (int) answer.getSequence() * STREAMS + stream;
    }

    private static void assertReplayed(List<Classification> answers, List<Offline.Decision> offline, Bundle bundle) {
        assertThat(answers).hasSameSizeAs(offline);
        Map<Integer, Classification> byPicture =
                answers.stream().collect(Collectors.toMap(BundlesITCase::picture, Function.identity()));
        for (int n = 0; n < offline.size(); n++) {
            Classification answer = byPicture.get(n);
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

    /** Of each picture 1 where the answer is its class by name, and 0 where not. */
    private static double[] rightOnes(
            List<Offline.Decision> decisions, LabelledPictures pictures, Bundle bundle, List<String> classes) {
        return IntStream.range(0, decisions.size())
                .mapToDouble(n -> {
                    String answer = bundle.classes().get(decisions.get(n).predicted());
                    return answer.equals(classes.get(pictures.picture(n).label().orElseThrow())) ? 1 : 0;
                })
                .toArray();
    }

    /** The binomial bound; the one picture more is for an accuracy close to 1. */
    private static void assertAccuracy(double[] right, double expected) {
        double error = Math.sqrt(expected * (1 - expected) / right.length);
        assertThat(Arrays.stream(right).average())
                .as("accuracy on %d test pictures", right.length)
                .hasValueCloseTo(expected, within(FAR * error + 1.0 / right.length));
    }

    private static double[] costs(List<Offline.Decision> decisions, Bundle bundle) {
        double[] toExit = bundle.cumulativeMultiplyAdds();
        return decisions.stream()
                .mapToDouble(decision -> toExit[decision.exit() - 1])
                .toArray();
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
