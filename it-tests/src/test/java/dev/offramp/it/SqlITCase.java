package dev.offramp.it;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offramp.cli.broker.TopicPlan;
import dev.offramp.schema.Classification;
import dev.offramp.schema.ExitThroughput;
import dev.offramp.schema.Gap;
import dev.offramp.schema.GapReason;
import dev.offramp.schema.ShownState;
import dev.offramp.schema.StreamState;
import dev.offramp.schema.StreamThroughput;
import dev.offramp.schema.ThroughputWindow;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.CloseableIterator;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The SQL of the documentation, word for word, over the topics of a job. */
class SqlITCase {

    private static final int IMAGES = 400;

    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    private static DocumentedSql page;
    private static TestTopics topics;
    private static List<Classification> answers;
    private static List<ThroughputWindow> windows;

    @BeforeAll
    static void answerSome() throws Exception {
        page = DocumentedSql.read();
        topics = new TestTopics(BROKER.running());
        topics.publish(FashionMnist.first(IMAGES).images(), 3);
        try (TestJob job = TestJob.start(topics, Map.of())) {
            answers = topics.classifications(IMAGES);
            windows = topics.windows(
                    all -> all.stream().mapToLong(ThroughputWindow::getSamples).sum() == IMAGES);
        }
        // what else lies among answers
        Gap gap = new Gap("stream-0", 0L, 900L, 902L, 2L, GapReason.NOT_SEEN, Instant.now());
        topics.send(List.of(topics.record(
                "classifications", "stream-0", bytes(Gap.getEncoder().encode(gap)))));
    }

    @ParameterizedTest
    @EnumSource(names = {"BATCH", "STREAMING"})
    void each_streams_cost_minute_by_minute(RuntimeExecutionMode mode) throws Exception {
        Map<Row, Long> samples = answers.stream().collect(groupingBy(SqlITCase::minuteAndStream, counting()));
        Map<Row, Long> multiplyAdds = answers.stream()
                .collect(groupingBy(SqlITCase::minuteAndStream, summingLong(answer -> answer.getJourney()
                        .getMultiplyAdds())));

        assertThat(asked("window_start AS `minute`", mode, "answers"))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(samples.keySet().stream()
                        .map(key -> Row.join(key, Row.of(samples.get(key), multiplyAdds.get(key))))
                        .toList());
    }

    @ParameterizedTest
    @EnumSource(names = {"BATCH", "STREAMING"})
    void the_share_of_each_exit_hour_by_hour(RuntimeExecutionMode mode) throws Exception {
        List<Row> expected = new ArrayList<>();
        windows.stream()
                .filter(window -> window.getSamples() > 0)
                .collect(groupingBy(window -> window.getWindowStart().truncatedTo(ChronoUnit.HOURS)))
                .forEach((hour, ofHour) -> expected.addAll(shares(hour, ofHour)));

        assertThat(asked("`hour`", mode, "windows")).isNotEmpty().containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @EnumSource(names = {"BATCH", "STREAMING"})
    void accuracy_by_class(RuntimeExecutionMode mode) throws Exception {
        List<Row> expected = answers.stream().collect(groupingBy(Classification::getLabel)).values().stream()
                .map(SqlITCase::accuracy)
                .toList();

        assertThat(asked("label", mode, "answers")).hasSize(10).containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @EnumSource(names = {"BATCH", "STREAMING"})
    void the_dearest_streams(RuntimeExecutionMode mode) throws Exception {
        List<StreamThroughput> parts =
                windows.stream().flatMap(window -> window.getStreams().stream()).toList();
        Map<String, Long> samples = parts.stream()
                .collect(groupingBy(StreamThroughput::getStream, summingLong(StreamThroughput::getSamples)));
        Map<String, Long> multiplyAdds = parts.stream()
                .collect(groupingBy(StreamThroughput::getStream, summingLong(StreamThroughput::getMultiplyAdds)));

        assertThat(samples.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(IMAGES);
        assertThat(asked("s.`stream`", mode, "windows"))
                .containsExactlyInAnyOrderElementsOf(samples.keySet().stream()
                        .map(stream -> Row.of(stream, samples.get(stream), multiplyAdds.get(stream)))
                        .toList());
    }

    @Test
    void a_table_of_states_is_of_what_each_stream_shows_now() throws Exception {
        BROKER.running().createTopics(List.of(new TopicPlan(2).states(topics.name("states"))));
        topics.send(List.of(
                state("gone", "Bag"),
                state("a", "Bag"),
                state("b", "Coat"),
                state("a", "Coat"),
                topics.record("states", "gone", null)));

        assertThat(asked("stateName", RuntimeExecutionMode.STREAMING, "states")).containsExactly(Row.of("Coat", 2L));
    }

    @Test
    void a_bad_record_fails_the_query_unless_the_table_leaves_such_out() throws Exception {
        TestTopics bad = new TestTopics(BROKER.running());
        byte[] answer = bytes(Classification.getEncoder().encode(answers.get(0)));
        bad.send(List.of(
                bad.record("classifications", "a", answer),
                bad.record("classifications", "a", new byte[] {1, 2, 3}),
                bad.record("classifications", "a", answer)));
        String table = page.table("answers", bad);

        TableEnvironment failing = environment(RuntimeExecutionMode.BATCH, table);
        assertThatThrownBy(() -> rows(failing, "SELECT `stream` FROM answers"))
                .hasStackTraceContaining("no classification: NOT_AVRO")
                .hasStackTraceContaining("'offramp.ignore-parse-errors' = 'true'");

        TableEnvironment ignoring = environment(
                RuntimeExecutionMode.BATCH,
                table.replace("'format' =", "'offramp.ignore-parse-errors' = 'true', 'format' ="));
        assertThat(rows(ignoring, "SELECT `stream` FROM answers")).hasSize(2);
    }

    @Test
    void every_statement_of_the_page_is_one_of_these() {
        assertThat(page.statements()).hasSize(8);
    }

    private static List<Row> asked(String query, RuntimeExecutionMode mode, String table) throws Exception {
        return rows(environment(mode, page.table(table, topics)), page.query(query));
    }

    private static TableEnvironment environment(RuntimeExecutionMode mode, String table) {
        Configuration configuration = Configuration.fromMap(Map.of(
                "execution.runtime-mode", mode.name(), "table.local-time-zone", "UTC", "parallelism.default", "2"));
        TableEnvironment tables = TableEnvironment.create(EnvironmentSettings.newInstance()
                .withConfiguration(configuration)
                .build());
        tables.executeSql(table);
        return tables;
    }

    /** What the result has come to when the query ends. */
    private static List<Row> rows(TableEnvironment tables, String query) throws Exception {
        List<Row> rows = new ArrayList<>();
        try (CloseableIterator<Row> changes = tables.executeSql(query).collect()) {
            while (changes.hasNext()) {
                Row change = changes.next();
                boolean adds = change.getKind() == RowKind.INSERT || change.getKind() == RowKind.UPDATE_AFTER;
                change.setKind(RowKind.INSERT);
                if (adds) {
                    rows.add(change);
                } else {
                    assertThat(rows.remove(change)).isTrue();
                }
            }
        }
        return rows;
    }

    private static Row minuteAndStream(Classification answer) {
        Instant minute = answer.getAnsweredAt().truncatedTo(ChronoUnit.MINUTES);
        return Row.of(LocalDateTime.ofInstant(minute, ZoneOffset.UTC), answer.getStream());
    }

    private static List<Row> shares(Instant hour, List<ThroughputWindow> windows) {
        long all = windows.stream().mapToLong(ThroughputWindow::getSamples).sum();
        return windows.stream()
                .flatMap(window -> window.getExits().stream())
                .collect(groupingBy(ExitThroughput::getExit, summingLong(ExitThroughput::getSamples)))
                .entrySet()
                .stream()
                .map(exit -> Row.of(hour, exit.getKey(), 1.0 * exit.getValue() / all))
                .toList();
    }

    private static Row accuracy(List<Classification> ofClass) {
        int label = ofClass.get(0).getLabel();
        List<Classification> right = ofClass.stream()
                .filter(answer -> answer.getPredicted() == label)
                .toList();
        double exits = ofClass.stream().mapToInt(Classification::getExit).sum();
        return Row.of(
                label,
                right.get(0).getPredictedName(),
                (long) ofClass.size(),
                1.0 * right.size() / ofClass.size(),
                exits / ofClass.size());
    }

    private static ProducerRecord<byte[], byte[]> state(String stream, String name) throws Exception {
        StreamState state = StreamState.newBuilder()
                .setStream(stream)
                .setEpoch(0)
                .setSequence(31)
                .setSince(Instant.EPOCH)
                .setState(1)
                .setStateName(name)
                .setConfidence(0.75f)
                .setPrevious(new ShownState(null, null, Instant.EPOCH, 30L))
                .setBundleName("fashion")
                .setBundleVersion("1.0.0")
                .setDeclaredAt(Instant.EPOCH)
                .build();
        return topics.record("states", stream, bytes(StreamState.getEncoder().encode(state)));
    }

    private static byte[] bytes(ByteBuffer encoded) {
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        return bytes;
    }
}
