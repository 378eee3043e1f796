package dev.offramp.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.offramp.bundle.Bundle;
import dev.offramp.cli.labelled.LabelledPictures;
import dev.offramp.sample.NumberAnswer;
import dev.offramp.schema.Classification;
import dev.offramp.schema.NumberThroughput;
import dev.offramp.schema.ThroughputWindow;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A bundle that answers with a number: a replay through Kafka gives those that it gives offline, and in Python, at the same exits, and
 * windows say how far off they are. The mosaics, and what Python says of them, are in {@code mosaics}; its README tells how they were made.
 */
class RegressionITCase {

    private static final Path MOSAICS = Path.of("src/test/resources/mosaics/count.zip");
    private static final Path OF_PYTHON = Path.of("src/test/resources/mosaics/count-answers.json");
    /** Other batches, and another release of PyTorch, add up in another order. */
    private static final float ROUNDING = 1e-4f;

    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    /** What is decided of one mosaic. */
    private record Decision(int exit, float value) {}

    /** As the zoo writes it. */
    private record OfPython(String name, int exit, float value) {}

    @Test
    void a_replay_gives_the_numbers_that_are_given_offline_and_in_python_at_the_same_exits() throws Exception {
        Bundle bundle = Bundle.open(TestBundle.COUNT);
        TestTopics topics = new TestTopics(BROKER.running());
        try (LabelledPictures mosaics =
                LabelledPictures.open(Optional.of(MOSAICS), bundle).requireLabels()) {
            List<Decision> offline = offline(bundle, mosaics);
            assertSame(offline, inPython(mosaics));
            assertThat(offline).extracting(Decision::exit).contains(2, 3, 4).doesNotContain(1);

            new PictureReplay(TestBundle.COUNT, mosaics, mosaics.count()).publish(topics);
            try (TestJob job = TestJob.start(topics, Map.of("bundle.path", TestBundle.COUNT.toString()))) {
                List<Classification> answers = topics.classifications(mosaics.count());
                assertSame(inOrder(answers), offline);
                assertTold(answers, bundle);
                assertCounted(topics, answers);
            }
            assertThat(topics.rejects(0)).isEmpty();
        }
    }

    private static List<Decision> offline(Bundle bundle, LabelledPictures mosaics) {
        return Offline.decide(bundle, mosaics).stream()
                .map(decision -> new Decision(decision.exit(), NumberAnswer.value(decision.predicted())))
                .toList();
    }

    private static List<Decision> inPython(LabelledPictures mosaics) throws Exception {
        Map<String, Decision> byName = new HashMap<>();
        OfPython[] all = new ObjectMapper().readValue(OF_PYTHON.toFile(), OfPython[].class);
        Arrays.stream(all).forEach(one -> byName.put(one.name(), new Decision(one.exit(), one.value())));
        return IntStream.range(0, mosaics.count())
                .mapToObj(n -> Objects.requireNonNull(byName.get(mosaics.id(n))))
                .toList();
    }

    private static List<Decision> inOrder(List<Classification> answers) {
        Decision[] decisions = new Decision[answers.size()];
        answers.forEach(
                answer -> decisions[PictureReplay.picture(answer)] = new Decision(answer.getExit(), answer.getValue()));
        return List.of(decisions);
    }

    private static void assertSame(List<Decision> some, List<Decision> others) {
        assertThat(some).hasSameSizeAs(others);
        for (int n = 0; n < some.size(); n++) {
            assertThat(some.get(n).exit())
                    .as("exit of mosaic %d", n)
                    .isEqualTo(others.get(n).exit());
            assertThat(some.get(n).value())
                    .as("number of mosaic %d", n)
                    .isCloseTo(others.get(n).value(), within(ROUNDING));
        }
    }

    private static void assertTold(List<Classification> answers, Bundle bundle) {
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.getRight())
                    .isEqualTo(error(answer) <= bundle.answers().tolerance());
            assertThat(answer.getPredictedName()).isEqualTo("garments");
            assertThat(answer.getLabel()).isNull();
            assertThat(answer.getLabels()).isNull();
        });
    }

    private static void assertCounted(TestTopics topics, List<Classification> answers) {
        Predicate<List<ThroughputWindow>> all = windows ->
                windows.stream().mapToLong(ThroughputWindow::getSamples).sum() >= answers.size();
        List<ThroughputWindow> windows = topics.windows(all);
        long samples = 0;
        double absoluteError = 0;
        for (ThroughputWindow window : windows) {
            NumberThroughput numbers = Objects.requireNonNull(window.getNumbers());
            samples += numbers.getSamples();
            absoluteError += numbers.getAbsoluteError();
            assertThat(numbers.getMeanAbsoluteError()).isEqualTo(numbers.getAbsoluteError() / numbers.getSamples());
        }
        assertThat(samples).isEqualTo(answers.size());
        assertThat(absoluteError)
                .isCloseTo(answers.stream().mapToDouble(RegressionITCase::error).sum(), within(1e-9));
        assertThat(windows.stream().mapToLong(ThroughputWindow::getCorrect).sum())
                .isEqualTo(answers.stream().filter(Classification::getRight).count());
    }

    private static double error(Classification answer) {
        return Math.abs((double) answer.getValue() - answer.getTrueValue());
    }
}
