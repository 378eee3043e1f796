package dev.offramp.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.kafka.ConsumedRecord;
import dev.offramp.kafka.OutgoingRecord;
import dev.offramp.policy.KnownPolicies;
import dev.offramp.registry.KnownSchemas;
import dev.offramp.schema.Classification;
import dev.offramp.schema.StreamThroughput;
import dev.offramp.schema.ThroughputWindow;
import dev.offramp.stage.TestSamples;
import dev.offramp.stage.TestingStages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole topology on a MiniCluster, with memory at both ends and stages without a network. */
class OfframpTopologyTest {

    private static final int FRAMES = 6_000;
    private static final int STREAMS = 10;
    private static final Duration LONG_LINGER = Duration.ofSeconds(5);

    private final String id = UUID.randomUUID().toString();
    private final TestingStages stages = new TestingStages(id);
    private final MemorySink classifications = new MemorySink(id + "classifications");
    private final MemorySink rejects = new MemorySink(id + "rejects");
    private final MemorySink throughput = new MemorySink(id + "throughput");

    @ParameterizedTest
    @EnumSource(Placement.class)
    void every_frame_is_answered_once_by_the_first_exit_that_is_sure_of_it(Placement placement) throws Exception {
        run(placement);

        Map<String, List<Classification>> byFrame = answers().stream()
                .collect(Collectors.groupingBy(answer -> answer.getStream() + "/" + answer.getSequence()));
        assertThat(byFrame).hasSize(FRAMES).allSatisfy((frame, answers) -> {
            assertThat(answers).hasSize(1);
            long difficulty = 1 + answers.get(0).getSequence() % TestSamples.STAGES;
            assertThat((long) answers.get(0).getExit()).isEqualTo(difficulty);
        });
        assertThat(rejects.written()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Placement.class)
    void no_stage_computes_a_row_that_has_left(Placement placement) throws Exception {
        run(placement);

        for (int stage = 1; stage <= TestSamples.STAGES; stage++) {
            int number = stage;
            assertThat(stages.runs(stage)).allSatisfy(run -> assertThat(run.difficulties())
                    .allSatisfy(difficulty -> assertThat(difficulty).isGreaterThanOrEqualTo(number)));
            assertThat(stages.batchSizes(stage).stream()
                            .mapToInt(Integer::intValue)
                            .sum())
                    .isEqualTo(FRAMES * (TestSamples.STAGES + 1 - stage) / TestSamples.STAGES);
        }
    }

    @ParameterizedTest
    @EnumSource(Placement.class)
    void deep_stages_see_full_batches_although_few_samples_reach_them(Placement placement) throws Exception {
        run(placement);

        for (int stage = 1; stage <= TestSamples.STAGES; stage++) {
            List<Integer> sizes = stages.batchSizes(stage);
            long full =
                    sizes.stream().filter(size -> size == TestSettings.BATCH).count();
            assertThat(full)
                    .as("full batches of stage %d among %s", stage, sizes.size())
                    .isGreaterThanOrEqualTo((long) (0.95 * sizes.size()));
        }
    }

    @Test
    void throughput_windows_count_every_answer_once() throws Exception {
        run(Placement.COLOCATED);

        List<ThroughputWindow> windows =
                throughput.written().stream().map(OfframpTopologyTest::window).toList();
        assertThat(windows.stream().mapToLong(ThroughputWindow::getSamples).sum())
                .isEqualTo(FRAMES);
        assertThat(windows.stream().mapToLong(ThroughputWindow::getCorrect).sum())
                .isEqualTo(FRAMES);
        assertThat(windows.stream().mapToLong(ThroughputWindow::getMultiplyAdds).sum())
                .isEqualTo(FRAMES / TestSamples.STAGES * (100L + 200 + 300));
    }

    @Test
    void throughput_windows_say_what_every_stream_cost() throws Exception {
        run(Placement.COLOCATED);

        Map<String, Long> cost = new HashMap<>();
        Map<String, Long> samples = new HashMap<>();
        throughput.written().stream().map(OfframpTopologyTest::window).forEach(window -> {
            assertThat(window.getOtherStreams()).isZero();
            window.getStreams().forEach(stream -> {
                cost.merge(stream.getStream(), stream.getMultiplyAdds(), Long::sum);
                samples.merge(stream.getStream(), stream.getSamples(), Long::sum);
            });
        });
        List<Classification> answers = classifications.written().stream()
                .map(OfframpTopologyTest::classification)
                .toList();
        assertThat(samples)
                .isEqualTo(answers.stream()
                        .collect(Collectors.groupingBy(Classification::getStream, Collectors.counting())));
        assertThat(cost)
                .isEqualTo(answers.stream()
                        .collect(Collectors.groupingBy(
                                Classification::getStream, Collectors.summingLong(answer -> answer.getJourney()
                                        .getMultiplyAdds()))));
    }

    @Test
    void streams_that_are_grouped_are_told_as_one() throws Exception {
        draw(TestSettings.grouped(".*-")).execute("topology-test");

        List<StreamThroughput> groups = throughput.written().stream()
                .map(OfframpTopologyTest::window)
                .flatMap(window -> window.getStreams().stream())
                .toList();
        assertThat(classifications.written()).isNotEmpty();
        assertThat(groups).extracting(StreamThroughput::getStream).containsOnly("stream-");
        assertThat(groups.stream().mapToLong(StreamThroughput::getSamples).sum())
                .isEqualTo(classifications.written().size());
    }

    @Test
    void colocated_the_way_from_admission_to_the_last_exit_is_one_task() {
        List<String> tasks = Arrays.stream(
                        draw(Placement.COLOCATED).getStreamGraph().getJobGraph().getVerticesAsArray())
                .map(JobVertex::getName)
                .toList();

        assertThat(tasks).anySatisfy(task -> assertThat(task)
                .containsSubsequence("admit", "decode", "stage-1", "exit-1", "stage-2", "exit-2", "stage-3", "exit-3"));
        assertThat(tasks).anySatisfy(task -> assertThat(task).contains("frames -> route"));
    }

    @Test
    void decoding_apart_is_a_task_in_slots_of_its_own_between_routing_and_stage_one() throws Exception {
        Settings apart = TestSettings.decodingApart(3);
        Map<String, JobVertex> tasks = Arrays.stream(
                        draw(apart).getStreamGraph().getJobGraph().getVerticesAsArray())
                .collect(Collectors.toMap(JobVertex::getName, task -> task));

        JobVertex decoding = tasks.values().stream()
                .filter(task -> task.getName().startsWith("admit"))
                .findFirst()
                .orElseThrow();
        assertThat(decoding.getName()).contains("decode").doesNotContain("stage-1 ");
        assertThat(decoding.getParallelism()).isEqualTo(3);
        assertThat(tasks.values().stream()
                        .filter(task -> task.getSlotSharingGroup().equals(decoding.getSlotSharingGroup())))
                .containsExactly(decoding);

        draw(apart).execute("topology-test");

        assertThat(answers()).hasSize(FRAMES);
    }

    @ParameterizedTest
    @EnumSource(Placement.class)
    void one_stream_alone_keeps_all_subtasks_equally_busy(Placement placement) throws Exception {
        draw(TestSettings.with(placement, LONG_LINGER), MemoryFrames.source(FRAMES, 1, TestSamples.STAGES))
                .execute("topology-test");

        for (int stage = 1; stage <= TestSamples.STAGES; stage++) {
            List<Integer> samples = stages.samplesOfEngines(stage);
            assertThat(samples).hasSize(2);
            double mean = samples.stream().mapToInt(Integer::intValue).average().orElseThrow();
            assertThat(samples).allSatisfy(ofOne -> assertThat(ofOne / mean).isBetween(0.9, 1.1));
        }
    }

    @Test
    void by_stream_every_stream_keeps_to_one_subtask() throws Exception {
        draw(TestSettings.byStream(), MemoryFrames.source(FRAMES, 1, TestSamples.STAGES))
                .execute("topology-test");

        assertThat(stages.samplesOfEngines(1)).containsExactlyInAnyOrder(0, FRAMES);
    }

    @Test
    void disaggregated_each_stage_is_a_task_in_slots_of_its_own() {
        List<JobVertex> tasks = Arrays.stream(draw(Placement.DISAGGREGATED)
                        .getStreamGraph()
                        .getJobGraph()
                        .getVerticesAsArray())
                .filter(vertex -> vertex.getName().contains("stage-"))
                .toList();

        assertThat(tasks).hasSize(TestSamples.STAGES);
        assertThat(tasks).extracting(JobVertex::getSlotSharingGroup).doesNotHaveDuplicates();
    }

    @Test
    void disaggregated_a_stage_with_fewer_subtasks_needs_no_more_slots_than_it_was_given() {
        Settings settings = TestSettings.withSubtasks(1, 1, 1);
        Configuration user = Configuration.fromMap(Map.of("parallelism.default", "2"));

        Map<Object, Integer> slots = Arrays.stream(
                        draw(settings).getStreamGraph().getJobGraph().getVerticesAsArray())
                .collect(Collectors.toMap(JobVertex::getSlotSharingGroup, JobVertex::getParallelism, Math::max));

        assertThat(slots.values().stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(FlinkDefaults.under(user, settings).get(TaskManagerOptions.NUM_TASK_SLOTS));
    }

    private void run(Placement placement) throws Exception {
        draw(placement).execute("topology-test");
    }

    private StreamExecutionEnvironment draw(Placement placement) {
        return draw(TestSettings.with(placement, LONG_LINGER));
    }

    private StreamExecutionEnvironment draw(Settings settings) {
        return draw(settings, MemoryFrames.source(FRAMES, STREAMS, TestSamples.STAGES));
    }

    private StreamExecutionEnvironment draw(Settings settings, Source<ConsumedRecord, ?, ?> frames) {
        Configuration user = Configuration.fromMap(Map.of("parallelism.default", "2", "rest.port", "0"));
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(FlinkDefaults.under(user, settings));
        Endpoints ends = new Endpoints(
                frames,
                MemoryFrames.noPolicies(),
                KnownPolicies.NONE,
                KnownSchemas.NONE,
                classifications,
                rejects,
                throughput,
                new MemorySink("steered-" + UUID.randomUUID()),
                Optional.empty());
        new OfframpTopology(ends, settings, stages).drawOn(env);
        return env;
    }

    private List<Classification> answers() {
        return classifications.written().stream()
                .map(OfframpTopologyTest::classification)
                .toList();
    }

    private static Classification classification(OutgoingRecord record) {
        try {
            return Classification.getDecoder().decode(record.value(), null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ThroughputWindow window(OutgoingRecord record) {
        try {
            return ThroughputWindow.getDecoder().decode(record.value(), null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
