package dev.offramp.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.cli.broker.EmbeddedBroker;
import dev.offramp.cli.local.AnswerReader;
import dev.offramp.cli.local.ProjectHome;
import dev.offramp.cli.local.TestPictures;
import dev.offramp.kafka.KafkaSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(ProjectHome.class)
class StopITCase {

    private static final int PICTURES = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String BUNDLE = "../model-artifacts/bundles/fashion-mnist-branchy";

    @AutoClose
    private static final EmbeddedBroker BROKER = EmbeddedBroker.start();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path folder;

    @Test
    void a_stopped_job_goes_on_from_its_savepoint_at_another_parallelism_and_answers_each_frame_once()
            throws IOException {
        Path pictures = pictures();
        try (var first = BackgroundRun.start(run())) {
            String cluster = first.webPages();
            publish(pictures, 0);
            assertThat(answered(PICTURES)).isEqualTo(PICTURES);

            String said = Terminal.run(
                    "stop",
                    "offramp-fashion-mnist-branchy",
                    "--cluster",
                    cluster,
                    "--savepoint-dir",
                    folder.toString());

            assertThat(first.rest()).contains("The job was stopped.");
            publish(pictures, PICTURES);
            goOnBy(said.replaceFirst("(?s).*\\./offramp (run --from [^\n]+).*", "$1"));
        }
    }

    /** The command that was printed, with another parallelism. */
    private void goOnBy(String command) {
        List<String> words =
                List.of(command.replace("--parallelism 2", "--parallelism 1").split(" "));
        try (var second = BackgroundRun.start(words)) {
            String cluster = second.webPages();
            assertThat(answered(2 * PICTURES)).isEqualTo(2 * PICTURES);

            assertThat(Terminal.run("jobs", "--cluster", cluster))
                    .contains("offramp-fashion-mnist-branchy", "1 job at");
            Terminal.run("stop", "offramp-fashion-mnist-branchy", "--cluster", cluster, "--cancel");
            assertThat(second.rest()).contains("The job was cancelled.");
        }
    }

    private static List<String> run() {
        return List.of(
                "run",
                "--bootstrap",
                BROKER.bootstrapServers(),
                "--bundle",
                BUNDLE,
                "--parallelism",
                "2",
                "--web-port",
                "0",
                "--create-topics",
                "--set",
                "execution.checkpointing.interval=1s");
    }

    private static void publish(Path pictures, int firstSequence) {
        Terminal.run(
                "publish",
                pictures.toString(),
                "--bootstrap",
                BROKER.bootstrapServers(),
                "--streams",
                "3",
                "--first-sequence",
                Integer.toString(firstSequence));
    }

    /** Answers on the topic, and nothing else: waits for so many and a little longer for more. */
    private static int answered(int expected) {
        var seen = new SeenAnswers();
        var topics = new KafkaSettings.Topics(
                "offramp-frames",
                "offramp-policies",
                "offramp-classifications",
                "offramp-rejects",
                "offramp-throughput",
                Optional.empty(),
                Optional.empty());
        try (var reader = AnswerReader.ofAll(BROKER.bootstrapServers(), topics)) {
            reader.follow(() -> seen.distinct() >= expected, PATIENCE, seen);
            reader.follow(() -> false, Duration.ofSeconds(3), seen);
        }
        assertThat(seen.all()).as("answers, of them none twice").isEqualTo(seen.distinct());
        return seen.distinct();
    }

    private Path pictures() throws IOException {
        Path pictures = Files.createDirectory(folder.resolve("pictures"));
        int index = 0;
        for (var picture : TestPictures.encode(PICTURES)) {
            Files.write(pictures.resolve(index++ + ".png"), picture.bytes());
        }
        return pictures;
    }
}
