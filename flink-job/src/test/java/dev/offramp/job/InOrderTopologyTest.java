package dev.offramp.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.kafka.OutgoingRecord;
import dev.offramp.policy.KnownPolicies;
import dev.offramp.registry.KnownSchemas;
import dev.offramp.schema.Classification;
import dev.offramp.schema.Gap;
import dev.offramp.schema.StreamState;
import dev.offramp.stage.TestSamples;
import dev.offramp.stage.TestingStages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.avro.SchemaNormalization;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

/** The whole topology with {@code results.order: stream}, on a MiniCluster, with memory at both ends. */
class InOrderTopologyTest {

    private static final int FRAMES = 6_000;
    private static final int STREAMS = 10;

    /** Beyond the test: what is missing is given up where the input ends, however busy the machine is. */
    private static final Duration LONG_WAIT = Duration.ofMinutes(10);

    private final String id = UUID.randomUUID().toString();
    private final TestingStages stages = new TestingStages(id);
    private final MemorySink classifications = new MemorySink(id + "classifications");
    private final MemorySink rejects = new MemorySink(id + "rejects");

    @Test
    void every_stream_is_answered_in_its_order_and_only_what_is_lost_is_a_gap() throws Exception {
        draw(TestSettings.inOrder(LONG_WAIT)).execute("in-order-test");

        Map<String, List<OutgoingRecord>> byStream = classifications.written().stream()
                .collect(Collectors.groupingBy(record -> new String(record.key(), StandardCharsets.UTF_8)));
        List<String> expected = LongStream.range(0, FRAMES / STREAMS)
                .filter(sequence -> !MemoryFrames.isRefused(sequence))
                .mapToObj(sequence -> MemoryFrames.isLost(sequence) ? "gap " + sequence : "answer " + sequence)
                .toList();
        assertThat(byStream).hasSize(STREAMS).allSatisfy((stream, records) -> assertThat(
                        records.stream().map(InOrderTopologyTest::brief).toList())
                .isEqualTo(expected));
        assertThat(rejects.written()).hasSize(FRAMES / 50 * 3);
        TestingTraces.assertOfTheirFrames(classifications.written().stream()
                .filter(record -> !isGap(record))
                .toList());
        TestingTraces.assertOfWhatWasRefused(rejects.written());
    }

    @Test
    void what_a_stream_shows_is_written_beside_its_answers_when_it_changes() throws Exception {
        draw(TestSettings.smoothed(LONG_WAIT)).execute("smoothed-test");

        Map<String, List<OutgoingRecord>> states = classifications.written().stream()
                .filter(record -> record.topic().equals("offramp-states"))
                .collect(Collectors.groupingBy(record -> new String(record.key(), StandardCharsets.UTF_8)));
        assertThat(states).hasSize(STREAMS).allSatisfy((stream, records) -> {
            StreamState state = state(records.get(0));
            assertThat(records).as("every answer says the same").hasSize(1);
            assertThat(state.getState()).isEqualTo(1);
            assertThat(state.getStateName().toString()).isEqualTo("yes");
            assertThat(state.getSequence())
                    .as("1/2 and 1/4 of some .9999 reach .6")
                    .isEqualTo(1);
            assertThat(state.getPrevious().getState()).isNull();
        });
    }

    @Test
    void answers_are_put_in_order_in_the_task_that_writes_them() {
        List<String> tasks = tasks(TestSettings.inOrder(LONG_WAIT));

        assertThat(tasks).anySatisfy(task -> assertThat(task)
                .containsSubsequence("in-order", "encode-classifications", "classifications"));
        assertThat(tasks).anySatisfy(task -> assertThat(task).isEqualTo("unanswered"));
    }

    @Test
    void without_an_order_nothing_of_it_is_there() {
        assertThat(tasks(TestSettings.with(Placement.COLOCATED, Duration.ofMillis(5))))
                .noneMatch(task ->
                        task.contains("in-order") || task.contains("unanswered") || task.contains("places-refused-by"));
    }

    private List<String> tasks(Settings settings) {
        List<String> names = new ArrayList<>();
        for (JobVertex task : draw(settings).getStreamGraph().getJobGraph().getVertices()) {
            names.add(task.getName());
        }
        return names;
    }

    private StreamExecutionEnvironment draw(Settings settings) {
        Configuration user = Configuration.fromMap(Map.of("parallelism.default", "2", "rest.port", "0"));
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(FlinkDefaults.under(user, settings));
        Endpoints ends = new Endpoints(
                MemoryFrames.faulty(FRAMES, STREAMS, TestSamples.STAGES),
                MemoryFrames.noPolicies(),
                KnownPolicies.NONE,
                KnownSchemas.NONE,
                classifications,
                rejects,
                new MemorySink(id + "throughput"),
                new MemorySink(id + "steered"),
                Optional.empty());
        new OfframpTopology(ends, settings, stages).drawOn(env);
        return env;
    }

    private static String brief(OutgoingRecord record) {
        try {
            if (isGap(record)) {
                Gap gap = Gap.getDecoder().decode(record.value(), null);
                assertThat(gap.getTo()).isEqualTo(gap.getFrom() + 1);
                return "gap " + gap.getFrom();
            }
            Classification answer = Classification.getDecoder().decode(record.value(), null);
            return (answer.getLate() ? "late " : "answer ") + answer.getSequence();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static StreamState state(OutgoingRecord record) {
        try {
            return StreamState.getDecoder().decode(record.value(), null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By the fingerprint in the header, as any reader tells them apart. */
    private static boolean isGap(OutgoingRecord record) {
        long fingerprint =
                ByteBuffer.wrap(record.value()).order(ByteOrder.LITTLE_ENDIAN).getLong(Short.BYTES);
        return fingerprint == SchemaNormalization.parsingFingerprint64(Gap.getClassSchema());
    }
}
