package dev.offramp.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.cli.Offramp;
import dev.offramp.cli.broker.BrokerConnection;
import dev.offramp.cli.broker.EmbeddedBroker;
import dev.offramp.kafka.EncodeWindowsFunction;
import dev.offramp.kafka.KafkaOptions;
import dev.offramp.throughput.ServedWindow;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command against a broker that holds what a job left there. */
class ReportITCase {

    private static EmbeddedBroker broker;

    private final String topic = "throughput-" + UUID.randomUUID();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path root;

    private Path folder = Path.of("");

    @BeforeEach
    void choose_a_folder() {
        folder = root.resolve("out");
    }

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void the_history_of_a_job_becomes_a_report_in_all_forms_and_the_same_one_again() throws IOException {
        publish(TestingWindows.of(TestingWindows.TINY, 0, 120));
        String[] interval = {"--from", "2026-01-31T12:05:00Z", "--to", "2026-01-31T12:10:00Z"};

        assertThat(report(with(interval, "--format", "html,md,csv,png", "--against", "before")))
                .as(err.toString())
                .isZero();
        String first = Files.readString(folder.resolve("report.html"));
        assertThat(report(with(interval, "--against", "before"))).isZero();

        assertThat(Files.readString(folder.resolve("report.html"))).isEqualTo(first);
        Document page = Jsoup.parse(first);
        assertThat(page.select("#summary").text()).contains("30,000");
        assertThat(page.select("#facts").text())
                .contains("30,000 samples in 30 windows on topic " + topic)
                .contains("there is no topic offramp-policies");
        assertThat(Files.readAllLines(folder.resolve("report.csv"))).hasSize(31);
        assertThat(Files.readString(folder.resolve("report.md"))).contains("![curve](report-curve.png)");
        assertThat(folder.resolve("report-exits.png")).isNotEmptyFile();
        assertThat(folder.resolve("report-latency.png")).isNotEmptyFile();
    }

    @Test
    void foreign_records_are_counted_and_said() throws IOException {
        publish(TestingWindows.of(TestingWindows.TINY, 0, 10));
        send(List.of(new ProducerRecord<>(topic, 0, TestingWindows.NOON + 50_000, new byte[0], new byte[] {1, 2, 3})));

        assertThat(report("--from", "2026-01-31T12:00:00Z", "--to", "2026-01-31T12:05:00Z"))
                .isZero();

        assertThat(Files.readString(folder.resolve("report.html")))
                .contains("1 records of that time are no windows and are left out; the first: ");
    }

    @Test
    void an_interval_without_windows_is_refused_with_the_one_that_there_is() {
        publish(TestingWindows.of(TestingWindows.TINY, 0, 10));

        assertThat(report("--from", "2026-01-30T12:00:00Z", "--to", "2026-01-30T13:00:00Z"))
                .isEqualTo(1);

        assertThat(err.toString())
                .contains("there is no window in 2026-01-30")
                .contains("it has windows from 2026-01-31");
        assertThat(folder).doesNotExist();
    }

    @Test
    void a_topic_that_is_not_there_is_named_and_not_made() {
        assertThat(report("--since", "1h")).isEqualTo(1);

        assertThat(err.toString()).contains("has no topic " + topic);
        try (var connection = BrokerConnection.open(broker.bootstrapServers(), Map.of())) {
            assertThat(connection.topics()).doesNotContain(topic, "offramp-policies");
        }
    }

    private int report(String... arguments) {
        Path config = root.resolve("job.yaml");
        try {
            Files.writeString(config, KafkaOptions.THROUGHPUT_TOPIC.key() + ": " + topic + "\n");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        List<String> words = new ArrayList<>(List.of(
                "report",
                "--bootstrap",
                broker.bootstrapServers(),
                "--config",
                config.toString(),
                "--out",
                folder.toString()));
        words.addAll(Arrays.asList(arguments));
        return Offramp.commandLine()
                .setOut(new PrintWriter(new StringWriter(), true))
                .setErr(new PrintWriter(err, true))
                .execute(words.toArray(String[]::new));
    }

    private static String[] with(String[] first, String... more) {
        List<String> all = new ArrayList<>(Arrays.asList(first));
        all.addAll(Arrays.asList(more));
        return all.toArray(String[]::new);
    }

    private void publish(List<ServedWindow> windows) {
        var kept = Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1"); // the windows are old
        broker.createTopics(List.of(new NewTopic(topic, 1, (short) 1).configs(kept)));
        var encode = new EncodeWindowsFunction(20);
        send(windows.stream()
                .map(encode::map)
                .map(record -> new ProducerRecord<>(topic, 0, record.timestampMillis(), record.key(), record.value()))
                .toList());
    }

    private void send(List<ProducerRecord<byte[], byte[]>> records) {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent =
                    records.stream().map(producer::send).toList();
            for (Future<RecordMetadata> each : sent) {
                each.get();
            }
        } catch (InterruptedException | ExecutionException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
