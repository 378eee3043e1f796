package dev.offramp.cli.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.offramp.cli.broker.EmbeddedBroker;
import dev.offramp.schema.Classification;
import dev.offramp.schema.FrameEncoding;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ReadITCase {

    private static final Path PYTHON = Path.of("../model-artifacts/.venv/bin/python");
    private static final long NOON = TestingRecords.TIME.toEpochMilli();

    @AutoClose
    private static final EmbeddedBroker BROKER = EmbeddedBroker.start();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path folder;

    private final ReadTerminal terminal = new ReadTerminal(BROKER);

    @Test
    void the_last_ten_of_all_partitions_come_oldest_first() {
        terminal.send(answers(500));

        terminal.read("answers");

        assertThat(sequences()).containsExactly(490L, 491L, 492L, 493L, 494L, 495L, 496L, 497L, 498L, 499L);
        assertThat(terminal.err()).isEmpty();
    }

    @Test
    void the_last_of_a_rare_stream_are_found_however_far_back() {
        terminal.send(List.of(terminal.record(2, NOON - 1, "rare", TestingRecords.answer("rare", 7))));
        terminal.send(answers(1500));

        terminal.read("answers", "--stream", "rare");

        assertThat(terminal.lines()).singleElement().asString().contains("  rare  7  Sneaker");
    }

    @Test
    void since_and_from_the_beginning_give_all_in_the_order_of_time() {
        terminal.send(answers(300));

        terminal.read("answers", "--since", TestingRecords.TIME.plusMillis(250).toString());
        assertThat(sequences()).isEqualTo(LongStream.range(250, 300).boxed().toList());

        var other = new ReadTerminal(BROKER);
        other.read("answers", "--topic", terminal.topic(), "--from-beginning", "--limit", "200");
        assertThat(sequences(other)).isEqualTo(LongStream.range(0, 200).boxed().toList());
    }

    @Test
    void filters_leave_the_others_out_and_gaps_stand_between_answers() {
        terminal.send(List.of(
                terminal.record(0, NOON, "cam", TestingRecords.answer("cam", 1)),
                terminal.record(0, NOON + 1, "cam", TestingRecords.gap("cam", 2, 4)),
                terminal.record(1, NOON + 2, "other", TestingRecords.answer("other", 1)),
                terminal.record(0, NOON + 3, "cam", TestingRecords.answer("cam", 4))));

        terminal.read("answers", "--stream", "cam");
        assertThat(terminal.lines()).hasSize(3);
        assertThat(terminal.lines().get(1)).contains("cam  2-3  gap, NOT_SEEN");

        var other = new ReadTerminal(BROKER);
        other.read("answers", "--topic", terminal.topic(), "--exit", "3");
        assertThat(other.out()).isEmpty();
        assertThat(other.err()).contains("None of the 4 records looked at on " + terminal.topic());
        other.read("answers", "--topic", terminal.topic(), "--class", "sneaker", "--verdict", "confident");
        assertThat(other.lines()).hasSize(3);
    }

    @Test
    void foreign_records_are_counted_aside_and_the_others_shown() throws IOException {
        byte[] newer = ReadTerminal.encoded(TestingRecords.answer("cam", 2));
        newer[5]++; // another fingerprint
        byte[] cut = ReadTerminal.encoded(TestingRecords.answer("cam", 2));
        terminal.send(List.of(
                terminal.raw(0, NOON, "cam", "hello".getBytes(StandardCharsets.UTF_8)),
                terminal.raw(1, NOON, "cam", newer),
                terminal.raw(2, NOON, "cam", Arrays.copyOf(cut, 40)),
                terminal.raw(3, NOON, "cam", null),
                terminal.record(0, NOON + 1, "cam", TestingRecords.answer("cam", 1))));

        terminal.read("answers", "--format", "json", "--from-beginning");

        assertThat(terminal.lines()).hasSize(1);
        JsonNode json = new ObjectMapper().readTree(terminal.out());
        assertThat(json.get("sequence").asLong()).isEqualTo(1);
        assertThat(terminal.err())
                .contains("left out " + terminal.topic() + "-") // and three of them by name
                .contains("4 records left out that cannot be read: 2 NOT_AVRO, 1 UNKNOWN_SCHEMA, 1 CORRUPT_AVRO")
                .contains("may be that of a newer version");
    }

    @Test
    void what_is_not_there_is_said_aside() {
        terminal.read("windows");
        assertThat(terminal.out()).isEmpty();
        assertThat(terminal.err()).contains("Nothing is on " + terminal.topic() + " yet");

        assertThat(terminal.run(Writer.nullWriter(), "answers", "--topic", "none"))
                .isEqualTo(1);
        assertThat(terminal.err()).contains("has no topic none; is the name right?");
    }

    @Test
    void only_what_is_committed_is_seen() {
        var producer = terminal.producer(Map.of("transactional.id", "read-" + terminal.topic()));
        producer.initTransactions();
        producer.beginTransaction();
        ReadTerminal.send(producer, terminal.record(0, NOON, "cam", TestingRecords.answer("cam", 1)));
        producer.abortTransaction();
        producer.beginTransaction();
        ReadTerminal.send(producer, terminal.record(0, NOON, "cam", TestingRecords.answer("cam", 2)));
        producer.commitTransaction();
        producer.beginTransaction();
        ReadTerminal.send(producer, terminal.record(0, NOON, "cam", TestingRecords.answer("cam", 3)));

        terminal.read("answers");
        assertThat(sequences()).containsExactly(2L);

        producer.commitTransaction();
        producer.close();
        var other = new ReadTerminal(BROKER);
        other.read("answers", "--topic", terminal.topic());
        assertThat(sequences(other)).containsExactly(2L, 3L);
    }

    @Test
    @Timeout(60)
    void followers_see_what_comes_and_nothing_of_before() throws Exception {
        terminal.send(answers(20));
        var followed = CompletableFuture.runAsync(() -> terminal.read("answers", "--follow", "--limit", "2"));
        terminal.awaitRemark("Following " + terminal.topic());
        long sequence = 1000;
        while (!followed.isDone()) { // the follower may take its place a moment after it has said so
            terminal.send(List.of(terminal.record(0, NOON, "cam", TestingRecords.answer("cam", sequence++))));
        }
        followed.get(30, TimeUnit.SECONDS);

        assertThat(terminal.lines()).hasSize(2);
        assertThat(sequences()).allMatch(seen -> seen >= 1000);
    }

    @Test
    void who_stops_reading_ends_it_quietly() {
        terminal.send(answers(300));

        int exitCode = terminal.run(new ClosedPipe(), "answers", "--from-beginning");

        assertThat(exitCode).isZero();
        assertThat(terminal.err()).isEmpty();
    }

    @Test
    void an_avro_file_has_the_released_schema_and_one_kind() throws Exception {
        Path file = folder.resolve("answers.avro");
        terminal.send(answers(20));
        terminal.send(List.of(terminal.record(0, NOON + 50, "cam", TestingRecords.gap("cam", 2, 4))));

        terminal.read("answers", "--from-beginning", "--format", "avro", "--out", file.toString());

        try (var reader =
                new DataFileReader<Classification>(file.toFile(), new SpecificDatumReader<>(Classification.class))) {
            assertThat(reader.getSchema()).isEqualTo(Classification.getClassSchema());
            assertThat((Iterable<Classification>) reader).hasSize(20);
        }
        assertThat(terminal.err()).contains("1 record left out that are no classification");
        assumeThat(PYTHON)
                .as("the Python environment, which './offramp zoo' makes")
                .exists();
        String script = """
                import sys, fastavro
                rows = list(fastavro.reader(open(sys.argv[1], "rb")))
                print(len(rows), rows[19]["sequence"], rows[0]["verdict"], rows[0]["answeredAt"].isoformat())
                """;
        assertThat(python(script, file)).isEqualTo("20 19 CONFIDENT 2026-01-31T12:00:00.250000+00:00");
    }

    @Test
    void pictures_are_saved_under_names_that_stay_in_the_folder() throws IOException {
        Path pictures = folder.resolve("in/pictures");
        terminal.send(List.of(
                terminal.record(0, NOON, "../../x", TestingRecords.frame("../../x", FrameEncoding.PNG, new byte[] {1})),
                terminal.record(
                        1, NOON, "<script>", TestingRecords.frame("<script>", FrameEncoding.JPEG, new byte[] {2})),
                terminal.record(2, NOON, "cam", TestingRecords.segment())));

        terminal.read("frames", "--save-pictures", pictures.toString());

        assertThat(terminal.lines()).hasSize(3);
        try (var all = Files.walk(folder)) {
            assertThat(all.filter(Files::isRegularFile))
                    .hasSize(2)
                    .allMatch(file -> file.getParent().equals(pictures))
                    .anyMatch(file -> file.toString().endsWith("-5-p0-o0.png"))
                    .anyMatch(file -> file.toString().endsWith("-5-p1-o0.jpg"));
        }
    }

    @Test
    void options_that_do_not_fit_are_wrong_usage() {
        usage("give one of --since and --from-beginning", "answers", "--since", "5m", "--from-beginning");
        usage("--limit must be at least 1, was 0", "answers", "--limit", "0");
        usage("--bytes goes with --format json or csv", "frames", "--bytes");
        usage("--kind must be one of classification, gap, was frame", "answers", "--kind", "frame");
        usage("'yesterday' is no time", "windows", "--since", "yesterday");
        usage("Invalid value for option '--format'", "rejects", "--format", "xml");
    }

    private void usage(String message, String... words) {
        assertThat(terminal.run(Writer.nullWriter(), words)).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(terminal.err()).contains(message);
    }

    /** Dealt out over the partitions, a millisecond apart. */
    private List<ProducerRecord<byte[], byte[]>> answers(int count) {
        return LongStream.range(0, count)
                .mapToObj(n -> terminal.record(
                        (int) (n * 7 % 4), NOON + n, "cam-" + n % 4, TestingRecords.answer("cam-" + n % 4, n)))
                .toList();
    }

    private List<Long> sequences() {
        return sequences(terminal);
    }

    private static List<Long> sequences(ReadTerminal terminal) {
        return terminal.lines().stream()
                .map(line -> Long.valueOf(line.trim().split("\\s+", -1)[2]))
                .toList();
    }

    private static String python(String script, Path file) throws Exception {
        Process process = new ProcessBuilder(PYTHON.toString(), "-c", script, file.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return output.strip();
    }

    /** As standard output is behind {@code | head}. */
    private static final class ClosedPipe extends Writer {

        @Override
        public void write(char[] characters, int from, int length) throws IOException {
            throw new IOException("Broken pipe");
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
