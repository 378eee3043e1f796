package dev.offramp.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.offramp.cli.broker.EmbeddedBroker;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that know nothing of this project read every topic with the schema files alone. */
class OrdinaryClientITCase {

    private static final Path PYTHON = Path.of("../model-artifacts/.venv/bin/python");
    private static final Path SCHEMAS = Path.of("../schemas/src/main/avro");
    private static final Path CLIENTS = Path.of("../docs/python");

    /** Where Debian's packages lie, for an environment of one's own does not see them. */
    private static final Map<String, String> DEBIAN = Map.of("PYTHONPATH", "/usr/lib/python3/dist-packages");

    private static final int IMAGES = 20;

    private static EmbeddedBroker broker;
    private static TestTopics topics;
    private static TestJob job;

    @BeforeAll
    static void answerSome() throws Exception {
        broker = EmbeddedBroker.start();
        topics = new TestTopics(broker);
        topics.publish(FashionMnist.first(IMAGES).images(), 2);
        topics.send(List.of(topics.record("frames", "cam", new byte[] {1, 2, 3})));
        job = TestJob.start(topics, Map.of());
        topics.classifications(IMAGES);
        topics.rejects(1);
        topics.windows(windows -> !windows.isEmpty());
    }

    @AfterAll
    static void stop() throws Exception {
        job.close();
        broker.close();
    }

    @Test
    void fastavro_reads_every_topic_with_the_schema_files(@TempDir Path folder) throws Exception {
        assumeThat(PYTHON)
                .as("the Python environment, which './offramp zoo' makes")
                .exists();

        assertThat(read("frames", "frame", folder)).contains("\"encoding\": \"PNG\"");
        assertThat(read("classifications", "classification", folder))
                .contains("\"bundleName\": \"fashion-mnist-branchy\"", "\"multiplyAdds\":", "\"queueMicros\":");
        assertThat(read("rejects", "reject", folder)).contains("\"reason\": \"NOT_AVRO\"", "\"original\": \"010203\"");
        assertThat(read("throughput", "throughput-window", folder)).contains("\"samplesPerSecond\":", "\"exits\":");
    }

    @Test
    void kcat_sees_the_stream_ids_as_keys() throws Exception {
        assumeThat(run(List.of("sh", "-c", "command -v kcat || true")))
                .as("kcat")
                .isNotBlank();

        String keys = run(List.of(
                "kcat",
                "-C",
                "-q",
                "-e",
                "-o",
                "beginning",
                "-f",
                "%k\\n",
                "-b",
                topics.bootstrapServers(),
                "-t",
                topics.name("classifications")));

        assertThat(keys.lines()).hasSize(IMAGES).containsOnly("stream-0", "stream-1");
    }

    @Test
    void the_documented_python_clients_publish_frames_and_follow_answers(@TempDir Path folder) throws Exception {
        assumeThat(PYTHON)
                .as("the Python environment, which './offramp zoo' makes")
                .exists();
        assumeThat(run(List.of("sh", "-c", PYTHON + " -c 'import confluent_kafka' 2>&1 || true"), DEBIAN))
                .as("confluent-kafka (Debian: python3-confluent-kafka)")
                .isBlank();
        TestTopics own = new TestTopics(broker);
        for (int i = 0; i < 3; i++) {
            ImageIO.write(
                    new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY),
                    "png",
                    folder.resolve(i + ".png").toFile());
        }
        Files.write(folder.resolve("3.jpg"), new byte[] {1, 2, 3});

        try (TestJob second = TestJob.start(own, Map.of())) {
            String published = run(
                    List.of(
                            PYTHON.toString(),
                            CLIENTS.resolve("publish.py").toString(),
                            folder.toString(),
                            "--bootstrap",
                            own.bootstrapServers(),
                            "--topic",
                            own.name("frames"),
                            "--stream",
                            "py"),
                    DEBIAN);
            assertThat(published).contains("4 frames of stream py");
            String followed = run(
                    List.of(
                            PYTHON.toString(),
                            CLIENTS.resolve("follow.py").toString(),
                            "--bootstrap",
                            own.bootstrapServers(),
                            "--topics",
                            own.name("classifications"),
                            own.name("rejects"),
                            "--count",
                            "4",
                            "--silence",
                            "30"),
                    DEBIAN);
            assertThat(followed.lines()).hasSize(4);
            assertThat(followed).contains("py 0: ", "py 1: ", "py 2: ", "multiply-adds", "UNDECODABLE_IMAGE");
        }
    }

    @Test
    void the_documented_python_client_asks_the_topics_in_sql() throws Exception {
        assumeThat(PYTHON)
                .as("the Python environment, which './offramp zoo' makes")
                .exists();
        assumeThat(run(List.of("sh", "-c", PYTHON + " -c 'import confluent_kafka, duckdb' 2>&1 || true"), DEBIAN))
                .as("confluent-kafka (Debian: python3-confluent-kafka), and DuckDB in the Python environment")
                .isBlank();

        String answered = run(
                List.of(
                        PYTHON.toString(),
                        CLIENTS.resolve("ask.py").toString(),
                        "--bootstrap",
                        topics.bootstrapServers(),
                        "--topics",
                        topics.name("classifications"),
                        topics.name("rejects"),
                        "--",
                        "SELECT 'answers of ' || stream || ': ' || count(*) FROM classification GROUP BY stream",
                        "SELECT reason || ' is why' FROM reject"),
                DEBIAN);

        assertThat(answered).contains("answers of stream-0: 10", "answers of stream-1: 10", "NOT_AVRO is why");
    }

    private static String read(String role, String schema, Path folder) throws Exception {
        Path record = folder.resolve(role);
        Files.write(record, topics.first(role).value());
        return run(List.of(
                PYTHON.toString(),
                "src/test/python/read_record.py",
                SCHEMAS.resolve(schema + ".avsc").toString(),
                record.toString()));
    }

    private static String run(List<String> command) throws Exception {
        return run(command, Map.of());
    }

    private static String run(List<String> command, Map<String, String> environment) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }
}
