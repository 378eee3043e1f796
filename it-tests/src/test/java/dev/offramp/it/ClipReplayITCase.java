package dev.offramp.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.offramp.bundle.Bundle;
import dev.offramp.cli.belt.Belt;
import dev.offramp.cli.belt.BeltFilm;
import dev.offramp.cli.belt.Garment;
import dev.offramp.cli.ingest.FileIngest;
import dev.offramp.cli.ingest.PictureSettings;
import dev.offramp.cli.labelled.Answer;
import dev.offramp.cli.labelled.BundleRun;
import dev.offramp.cli.labelled.LabelledClips;
import dev.offramp.cli.terminal.Screen;
import dev.offramp.clips.ClipsSettings;
import dev.offramp.policy.Consistency;
import dev.offramp.schema.Classification;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Invariant 3 for clips: videos by ingest through Kafka are decided as the offline evaluation of the same files decides. */
@SuppressWarnings("NullAway.Init") // JUnit and what runs before each test fill the fields
class ClipReplayITCase {

    private static final Path BUNDLE = Path.of("../model-artifacts/bundles/fashion-mnist-belt");
    private static final int VIDEOS = 40;
    private static final int GARMENTS_EACH = 5;
    private static final int EVALUATED = 1_000;

    /** Standard errors; by chance alone, one bundle in a thousand would be further off. */
    private static final double FAR = 3.3;

    private static final double ROUNDING = 1e-5;

    /** Clips that share frames and leave some out, and of which the last of a stream is not whole. */
    private static final int STRIDE = 2;

    private static final int HOP = 5;

    private static final PictureSettings PICTURES = new PictureSettings(PictureSettings.ALL, Garment.SIDE, 95);

    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    @TempDir
    private Path folder;

    private Bundle bundle;
    private Path videos;

    @BeforeEach
    void make_a_folder_of_videos() throws Exception {
        bundle = Bundle.open(BUNDLE);
        videos = Files.createDirectory(
                folder.resolve("Bag")); // a label is needed; nothing here asks whether it is right
    }

    @Test
    void a_video_through_kafka_is_decided_clip_by_clip_as_the_offline_evaluation_decides() throws Exception {
        Map<String, Path> files = new TreeMap<>();
        List<Garment> garments = TestGarments.first(VIDEOS * GARMENTS_EACH);
        for (int n = 0; n < VIDEOS; n++) {
            Path file = videos.resolve(n + ".mp4");
            BeltFilm.write(file, Belt.OF_THE_DATA_SET, garments, n * GARMENTS_EACH, (n + 1) * GARMENTS_EACH, n);
            files.put("Bag/" + n + ".mp4", file);
        }
        List<Answer> offline = offline(STRIDE, HOP);

        Map<String, Classification> byClip = replay(files, offline.size()).stream()
                .collect(Collectors.toMap(
                        answer -> answer.getStream() + "#" + answer.getClip().getFirstSequence(), Function.identity()));

        assertThat(byClip).hasSameSizeAs(offline);
        for (Answer expected : offline) {
            Classification answer = byClip.get(expected.sample());
            Offline.Decision decision = Offline.decide(bundle.policy(), expected.logits());
            assertThat(new Offline.Decision(answer.getExit(), answer.getPredicted()))
                    .as("clip %s", expected.sample())
                    .isEqualTo(decision);
            float[] logits = expected.logits().get(decision.exit() - 1);
            assertThat((double) answer.getConfidence())
                    .as("confidence in clip %s", expected.sample())
                    .isCloseTo(
                            bundle.policy().criterion().confidence(decision.exit(), logits, Consistency.FIRST),
                            within(ROUNDING));
            assertThat(answer.getJourney().getMultiplyAdds())
                    .isEqualTo((long) bundle.cumulativeMultiplyAdds()[decision.exit() - 1]);
        }
        assertThat(byClip.values())
                .extracting(Classification::getExit)
                .contains(1, bundle.stages().size());
        assertThat(byClip.values())
                .extracting(answer -> answer.getClip().getFrames())
                .contains(bundle.frames())
                .anyMatch(frames -> frames < bundle.frames());
    }

    @Test
    void films_of_the_test_pictures_are_told_as_well_as_the_manifest_says() throws Exception {
        BeltFilm film =
                BeltFilm.write(videos.resolve("film.mp4"), Belt.OF_THE_DATA_SET, TestGarments.first(EVALUATED), 1);

        List<Answer> offline = offline(1, bundle.frames());

        assertThat(offline).hasSize(EVALUATED);
        int right = 0;
        for (int n = 0; n < EVALUATED; n++) {
            int predicted =
                    Offline.decide(bundle.policy(), offline.get(n).logits()).predicted();
            right += predicted == film.labels().get(n) ? 1 : 0;
        }
        double expected = new ObjectMapper()
                .readTree(BUNDLE.resolve("manifest.json").toFile())
                .at("/policy/expected")
                .required("testAccuracy")
                .asDouble();
        double error = Math.sqrt(expected * (1 - expected) / EVALUATED);
        assertThat((double) right / EVALUATED)
                .as("accuracy on %d clips that went through H.264 and JPEG", EVALUATED)
                .isCloseTo(expected, within(FAR * error));
    }

    private List<Answer> offline(int stride, int hop) {
        var gathering = new ClipsSettings(bundle.frames(), stride, hop, Duration.ofSeconds(10));
        Screen silent = Screen.on(new PrintWriter(new StringWriter()));
        List<Answer> answers = new ArrayList<>();
        try (var clips = LabelledClips.open(folder, bundle, new LabelledClips.Reading(gathering, PICTURES), silent)) {
            new BundleRun(bundle, 1).over(clips, silent, answers::add);
        }
        return answers;
    }

    private List<Classification> replay(Map<String, Path> files, int clips) throws Exception {
        TestTopics topics = new TestTopics(BROKER.running());
        Map<String, String> settings = Map.of(
                "bundle.path", BUNDLE.toString(),
                "stage.precision", "float32",
                "clips.stride", Integer.toString(STRIDE),
                "clips.hop", Integer.toString(HOP),
                "clips.max-wait", "10 min");
        try (TestJob job = TestJob.start(topics, settings);
                var ingest =
                        FileIngest.start(topics.bootstrapServers(), topics.name("frames"), files, PICTURES, false)) {
            List<Classification> answers = topics.classifications(clips);
            assertThat(ingest.isDone()).isTrue();
            assertThat(topics.rejects(0)).isEmpty();
            return answers;
        }
    }
}
