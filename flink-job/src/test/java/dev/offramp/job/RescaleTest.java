package dev.offramp.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.stage.InFlight;
import dev.offramp.stage.StageDevice;
import dev.offramp.stage.StageOperator;
import dev.offramp.stage.StageSettings;
import dev.offramp.stage.TestSamples;
import dev.offramp.stage.TestingStages;
import dev.offramp.stage.WirePrecision;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A stage keeps the key's partitioning, so keyed state behind it is sound: at parallelism 4, and when a savepoint of it is
 * restored at parallelism 3.
 */
class RescaleTest {

    private static final int STREAMS = 64;
    private static final long SAMPLES = 20_000;

    /** One sample as the keyed function behind the stage saw it. */
    record Seen(String run, String stream, long sequence, long countBefore, int subtask) {}

    private static final ConcurrentMap<String, Queue<Seen>> SEEN = new ConcurrentHashMap<>();
    private static final ConcurrentMap<String, CountDownLatch> UNDER_WAY = new ConcurrentHashMap<>();

    private final String id = UUID.randomUUID().toString();

    @Test
    void streams_stay_together_behind_a_stage_also_after_a_rescale(@TempDir Path savepoints) throws Exception {
        UNDER_WAY.put(id, new CountDownLatch(2_000));
        JobClient first = start("first", 4, Map.of());
        assertThat(UNDER_WAY.get(id).await(60, TimeUnit.SECONDS)).isTrue();
        String savepoint = first.stopWithSavepoint(false, savepoints.toUri().toString(), SavepointFormatType.CANONICAL)
                .get(60, TimeUnit.SECONDS);
        assertThat(SEEN.get(id).size()).isLessThan((int) SAMPLES);

        start("second", 3, Map.of("execution.state-recovery.path", savepoint))
                .getJobExecutionResult()
                .get(120, TimeUnit.SECONDS);

        List<Seen> seen = List.copyOf(SEEN.get(id));
        assertThat(seen).hasSize((int) SAMPLES);
        assertThat(seen).allSatisfy(sample -> assertThat(sample.countBefore()).isEqualTo(sample.sequence()));
        assertThat(subtasksOf("first", seen))
                .allSatisfy((stream, subtasks) -> assertThat(subtasks).hasSize(1));
        assertThat(subtasksOf("second", seen))
                .allSatisfy((stream, subtasks) -> assertThat(subtasks).hasSize(1));
        assertThat(seen)
                .filteredOn(sample -> sample.run().equals("first"))
                .extracting(Seen::subtask)
                .contains(0, 1, 2, 3);
    }

    private static Map<String, Set<Integer>> subtasksOf(String run, List<Seen> seen) {
        return seen.stream()
                .filter(sample -> sample.run().equals(run))
                .collect(Collectors.groupingBy(Seen::stream, Collectors.mapping(Seen::subtask, Collectors.toSet())));
    }

    private JobClient start(String run, int parallelism, Map<String, String> more) throws Exception {
        Configuration user = Configuration.fromMap(Map.of(
                "parallelism.default", Integer.toString(parallelism),
                "rest.port", "0",
                "taskmanager.numberOfTaskSlots", "4"));
        user.addAll(Configuration.fromMap(more));
        Settings settings = TestSettings.with(Placement.COLOCATED, Duration.ofMillis(5));
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(FlinkDefaults.under(user, settings));
        StageSettings stage = new StageSettings(
                StageDevice.Kind.CPU, TestSettings.BATCH, Duration.ofMillis(5), -1, WirePrecision.EXACT, Duration.ZERO);
        var source = new DataGeneratorSource<>(
                index -> TestSamples.inFlight("stream-" + index % STREAMS, index / STREAMS, 1),
                SAMPLES,
                RateLimiterStrategy.perSecond(5_000),
                InFlight.TYPE);
        var staged = env.fromSource(source, WatermarkStrategy.noWatermarks(), "samples", InFlight.TYPE)
                .uid("samples")
                .setParallelism(1)
                .keyBy(InFlight::stream, Types.STRING)
                .transform(
                        "stage-1", InFlight.TYPE, new StageOperator(TestSamples.stage(1), stage, new TestingStages(id)))
                .uid("stage-1");
        DataStreamUtils.reinterpretAsKeyedStream(staged, InFlight::stream, Types.STRING)
                .process(new CountByStream(id, run), InFlight.TYPE)
                .uid("count")
                .sinkTo(new DiscardingSink<>())
                .uid("discard");
        return env.executeAsync();
    }

    private static final class CountByStream extends KeyedProcessFunction<String, InFlight, InFlight> {

        private static final long serialVersionUID = 1;

        private final String id;
        private final String run;
        private transient ValueState<Long> count;

        CountByStream(String id, String run) {
            this.id = id;
            this.run = run;
        }

        @Override
        public void open(OpenContext context) {
            count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
        }

        @Override
        public void processElement(InFlight sample, Context context, Collector<InFlight> out) throws Exception {
            Long before = count.value();
            long countBefore = before == null ? 0 : before;
            count.update(countBefore + 1);
            int subtask = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
            SEEN.computeIfAbsent(id, unseen -> new ConcurrentLinkedQueue<>())
                    .add(new Seen(run, sample.stream(), sample.sample().sequence(), countBefore, subtask));
            UNDER_WAY.get(id).countDown();
        }
    }
}
