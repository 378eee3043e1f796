package dev.offramp.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.offramp.bundle.Bundle;
import dev.offramp.cli.labelled.LabelledPictures;
import dev.offramp.sample.LabelSet;
import dev.offramp.schema.Classification;
import dev.offramp.schema.LabelThroughput;
import dev.offramp.schema.RankedClass;
import dev.offramp.schema.ThroughputWindow;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A bundle that names labels: a replay through Kafka names those that it names offline, and in Python, at the same exits, and windows
 * count them. The mosaics, and what Python says of them, are in {@code mosaics}; its README tells how they were made.
 */
class LabelsITCase {

    private static final Path MOSAICS = Path.of("src/test/resources/mosaics/labels.zip");
    private static final Path OF_PYTHON = Path.of("src/test/resources/mosaics/labels-answers.json");

    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    /** What is decided of one mosaic: indices of labels, rising. */
    private record Decision(int exit, List<Integer> labels) {}

    /** As the zoo writes it. */
    private record OfPython(String name, int exit, List<String> labels) {}

    @Test
    void a_replay_names_the_labels_that_are_named_offline_and_in_python_at_the_same_exits() throws Exception {
        Bundle bundle = Bundle.open(TestBundle.LABELS);
        TestTopics topics = new TestTopics(BROKER.running());
        try (LabelledPictures mosaics =
                LabelledPictures.open(Optional.of(MOSAICS), bundle).requireLabels()) {
            List<Decision> offline = offline(bundle, mosaics);
            assertThat(offline).isEqualTo(inPython(bundle, mosaics));
            assertThat(offline).extracting(Decision::exit).contains(1, 2, 3);

            new PictureReplay(TestBundle.LABELS, mosaics, mosaics.count()).publish(topics);
            try (TestJob job = TestJob.start(topics, Map.of("bundle.path", TestBundle.LABELS.toString()))) {
                List<Classification> answers = topics.classifications(mosaics.count());
                assertReplayed(answers, offline);
                assertCounted(topics, answers);
            }
            assertThat(topics.rejects(0)).isEmpty();
        }
    }

    private static List<Decision> offline(Bundle bundle, LabelledPictures mosaics) {
        return Offline.decide(bundle, mosaics).stream()
                .map(decision -> new Decision(decision.exit(), LabelSet.indices(decision.predicted())))
                .toList();
    }

    private static List<Decision> inPython(Bundle bundle, LabelledPictures mosaics) throws Exception {
        Map<String, Decision> byName = new HashMap<>();
        OfPython[] all = new ObjectMapper().readValue(OF_PYTHON.toFile(), OfPython[].class);
        Arrays.stream(all)
                .forEach(one -> byName.put(
                        one.name(),
                        new Decision(
                                one.exit(),
                                one.labels().stream()
                                        .map(bundle.classes()::indexOf)
                                        .sorted()
                                        .toList())));
        return IntStream.range(0, mosaics.count())
                .mapToObj(n -> Objects.requireNonNull(byName.get(mosaics.id(n))))
                .toList();
    }

    private static void assertReplayed(List<Classification> answers, List<Decision> offline) {
        assertThat(answers).hasSize(offline.size()).allSatisfy(answer -> {
            assertThat(new Decision(answer.getExit(), named(answer)))
                    .as("mosaic %d", PictureReplay.picture(answer))
                    .isEqualTo(offline.get(PictureReplay.picture(answer)));
            assertThat(answer.getLabels())
                    .allSatisfy(label -> assertThat(label.getProbability()).isBetween(0.5f, 1f));
            assertThat(answer.getTrueLabels()).isNotNull();
            assertThat(answer.getLabel()).isNull();
        });
    }

    private static void assertCounted(TestTopics topics, List<Classification> answers) {
        Predicate<List<ThroughputWindow>> all = windows ->
                windows.stream().mapToLong(ThroughputWindow::getSamples).sum() >= answers.size();
        List<ThroughputWindow> windows = topics.windows(all);
        long right = 0;
        long named = 0;
        long known = 0;
        for (ThroughputWindow window : windows) {
            LabelThroughput labels = Objects.requireNonNull(window.getLabels());
            right += labels.getRight();
            named += labels.getRight() + labels.getWrong();
            known += labels.getRight() + labels.getMissed();
        }
        assertThat(right).isEqualTo(sum(answers, LabelsITCase::right));
        assertThat(named).isEqualTo(sum(answers, LabelsITCase::named));
        assertThat(known).isEqualTo(sum(answers, Classification::getTrueLabels));
        assertThat(windows.stream().mapToLong(ThroughputWindow::getCorrect).sum())
                .isEqualTo(answers.stream()
                        .filter(answer -> named(answer).equals(answer.getTrueLabels()))
                        .count());
    }

    private static long sum(List<Classification> answers, Function<Classification, List<Integer>> labels) {
        return answers.stream().mapToLong(answer -> labels.apply(answer).size()).sum();
    }

    private static List<Integer> right(Classification answer) {
        return named(answer).stream().filter(answer.getTrueLabels()::contains).toList();
    }

    private static List<Integer> named(Classification answer) {
        return answer.getLabels().stream().map(RankedClass::getIndex).sorted().toList();
    }
}
