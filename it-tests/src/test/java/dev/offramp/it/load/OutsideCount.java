package dev.offramp.it.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.offramp.it.TestTopics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What readers that share no code with the job find on its topics: {@code count_once.py} (librdkafka, fastavro), and kcat as a second opinion.
 *
 * @param frames  that were published
 * @param once    that have one committed answer or reject
 * @param lost    that have none though a later one of their partition has
 * @param waiting that have none, as all behind them
 * @param several that have more than one
 * @param open    records in transactions that are neither committed nor given up
 */
public record OutsideCount(long frames, long once, long lost, long waiting, long several, long open) {

    private static final int SETTLING = 10;
    private static final Path PYTHON = Path.of("../model-artifacts/.venv/bin/python");
    private static final Path SCRIPT = Path.of("src/test/python/count_once.py");

    /** Where Debian's packages lie, for an environment of one's own does not see them. */
    private static final String DEBIAN = "/usr/lib/python3/dist-packages";

    /** What is not there that this wants; empty where all is. */
    public static String missing() {
        if (!Files.exists(PYTHON)) {
            return "the Python environment, which './offramp zoo' makes";
        }
        try {
            run(List.of(PYTHON.toString(), "-c", "import confluent_kafka"));
            run(List.of("kcat", "-V"));
            return "";
        } catch (IOException | AssertionError absent) {
            return "confluent-kafka and kcat (Debian: python3-confluent-kafka, kcat): " + absent.getMessage();
        }
    }

    /** Of a job that was stopped; what a broker has still to write of commits that it has promised is waited for. */
    public static OutsideCount of(TestTopics topics) throws IOException, InterruptedException {
        OutsideCount count = once(topics);
        for (int i = 0; i < SETTLING && count.open() > 0; i++) {
            Thread.sleep(1000);
            count = once(topics);
        }
        return count;
    }

    private static OutsideCount once(TestTopics topics) throws IOException {
        JsonNode counted = new ObjectMapper()
                .readTree(run(List.of(
                        PYTHON.toString(),
                        SCRIPT.toString(),
                        "--bootstrap",
                        topics.bootstrapServers(),
                        "--frames",
                        topics.name("frames"),
                        "--results",
                        topics.name("classifications"),
                        topics.name("rejects"))));
        assertThat(kcat(topics, "classifications") + kcat(topics, "rejects"))
                .as("committed records, by kcat and by Python")
                .isEqualTo(counted.path("records").asLong());
        assertThat(counted.path("strange").asLong())
                .as("results of frames that are not there")
                .isZero();
        return new OutsideCount(
                counted.path("frames").asLong(),
                counted.path("once").asLong(),
                counted.path("lost").asLong(),
                counted.path("waiting").asLong(),
                counted.path("several").asLong(),
                counted.path("open").asLong());
    }

    /** Each frame that the job had read has one result, and no transaction is left open. */
    public void assertEachOnce() {
        assertThat(lost == 0 && several == 0 && open == 0).as(toString()).isTrue();
        assertThat(once).isPositive();
    }

    private static long kcat(TestTopics topics, String role) throws IOException {
        return run(List.of(
                        "kcat",
                        "-C",
                        "-q",
                        "-e",
                        "-o",
                        "beginning",
                        "-X",
                        "isolation.level=read_committed",
                        "-f",
                        "%p %o\\n",
                        "-b",
                        topics.bootstrapServers(),
                        "-t",
                        topics.name(role)))
                .lines()
                .count();
    }

    private static String run(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(Map.of("PYTHONPATH", DEBIAN));
        Path complaints = Files.createTempFile("outside-count", ".log");
        Process process = builder.redirectError(complaints.toFile()).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            assertThat(process.waitFor())
                    .as(() -> command + " says " + said + read(complaints))
                    .isZero();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped", hurried);
        } finally {
            Files.delete(complaints);
        }
        return said;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            return unreadable.getMessage();
        }
    }
}
