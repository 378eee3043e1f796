package dev.offramp.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.offramp.cli.broker.EmbeddedBroker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that know nothing of this project read every topic with the schema files alone. */
class OrdinaryClientITCase {

    private static final Path PYTHON = Path.of("../model-artifacts/.venv/bin/python");
    private static final Path SCHEMAS = Path.of("../schemas/src/main/avro");
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

    private static String read(String role, String schema, Path folder) throws Exception {
        Path record = folder.resolve(role);
        Files.write(record, topics.firstValue(role));
        return run(List.of(
                PYTHON.toString(),
                "src/test/python/read_record.py",
                SCHEMAS.resolve(schema + ".avsc").toString(),
                record.toString()));
    }

    private static String run(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }
}
