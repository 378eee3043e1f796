package dev.offramp.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.kafka.ConsumedRecord;
import dev.offramp.policy.KnownPolicies;
import dev.offramp.registry.KnownSchemas;
import dev.offramp.schema.Classification;
import dev.offramp.schema.Frame;
import dev.offramp.schema.FrameEncoding;
import dev.offramp.schema.Reject;
import dev.offramp.schema.RejectReason;
import dev.offramp.stage.TestSamples;
import dev.offramp.stage.TestingStages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

/**
 * The whole topology for a bundle each stage of which looks at frames of its own. Of every clip, all frames are damaged that are looked at
 * behind its exit or by nobody: were one of them decoded, the clip would be refused. Of some clips a frame is damaged that is needed.
 */
class LazyClipTopologyTest {

    private static final int CLIP = TestSamples.CLIP;
    private static final int STREAMS = 4;
    private static final int CLIPS = 150;

    /** One clip in so many needs a frame that is damaged. */
    private static final int REFUSED = 10;

    private final String id = UUID.randomUUID().toString();
    private final TestingStages stages = new TestingStages(id);
    private final MemorySink classifications = new MemorySink(id + "classifications");
    private final MemorySink rejects = new MemorySink(id + "rejects");

    @Test
    void frames_behind_the_exit_are_not_decoded_colocated() throws Exception {
        run(TestSettings.with(Placement.COLOCATED, Duration.ofMillis(5)));

        assertAnsweredFromTheFramesLookedAt();
    }

    @Test
    void nor_disaggregated_where_they_travel_as_they_came() throws Exception {
        run(TestSettings.with(Placement.DISAGGREGATED, Duration.ofMillis(5)));

        assertAnsweredFromTheFramesLookedAt();
    }

    @Test
    void decoded_apart_a_clip_is_refused_for_any_frame_that_a_stage_might_look_at() throws Exception {
        run(TestSettings.decodingApart(2));

        List<Long> whole = IntStream.range(0, CLIPS)
                .filter(clip -> exit(clip) == TestSamples.STAGES && !isRefused(clip))
                .mapToObj(clip -> last(clip))
                .toList();
        assertThat(answered().values()).hasSize(STREAMS).allSatisfy(answers -> assertThat(sequences(answers))
                .containsExactlyElementsOf(whole));
        assertThat(rejects.written()).hasSize(STREAMS * (CLIPS - whole.size()));
    }

    private void assertAnsweredFromTheFramesLookedAt() {
        List<Long> wanted = IntStream.range(0, CLIPS)
                .filter(clip -> !isRefused(clip))
                .mapToObj(clip -> last(clip))
                .toList();
        assertThat(answered()).hasSize(STREAMS).allSatisfy((stream, answers) -> {
            assertThat(sequences(answers)).as("clips of %s", stream).containsExactlyElementsOf(wanted);
            assertThat(answers).allSatisfy(answer -> assertThat(answer.getExit())
                    .isEqualTo(exit((int) (answer.getSequence() / CLIP))));
        });
        assertThat(rejects.written()).hasSize(STREAMS * (CLIPS - wanted.size())).allSatisfy(record -> {
            Reject reject = decoded(() -> Reject.getDecoder().decode(record.value(), null));
            assertThat(reject.getReason()).isEqualTo(RejectReason.RAW_SIZE_MISMATCH);
            assertThat(reject.getDetail().toString()).startsWith("frame ").contains(" of a clip of 8");
        });
        TestingTraces.assertOfTheirFrames(classifications.written());
        TestingTraces.assertOfWhatWasRefused(rejects.written());
        for (int stage = 1; stage <= TestSamples.STAGES; stage++) {
            List<Integer> looks = TestSamples.LOOKS.get(stage - 1);
            assertThat(stages.runs(stage)).isNotEmpty().allSatisfy(run -> assertThat(run.marks())
                    .allMatch(looks::equals));
        }
    }

    private Map<String, List<Classification>> answered() {
        return classifications.written().stream()
                .map(record -> decoded(() -> Classification.getDecoder().decode(record.value(), null)))
                .collect(Collectors.groupingBy(answer -> answer.getStream().toString()));
    }

    /** Each once, in order: answers of early exits overtake others. */
    private static List<Long> sequences(List<Classification> answers) {
        List<Long> sequences = answers.stream().map(Classification::getSequence).toList();
        assertThat(sequences).doesNotHaveDuplicates();
        return List.copyOf(new TreeSet<>(sequences));
    }

    private void run(Settings settings) throws Exception {
        Settings clips = TestSettings.overFrames(settings);
        Configuration user = Configuration.fromMap(Map.of("parallelism.default", "2", "rest.port", "0"));
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(FlinkDefaults.under(user, clips));
        Endpoints ends = new Endpoints(
                new DataGeneratorSource<>(
                        LazyClipTopologyTest::record, (long) STREAMS * CLIPS * CLIP, ConsumedRecord.TYPE),
                MemoryFrames.noPolicies(),
                KnownPolicies.NONE,
                KnownSchemas.NONE,
                classifications,
                rejects,
                new MemorySink(id + "throughput"),
                new MemorySink(id + "steered"),
                Optional.empty());
        new OfframpTopology(ends, clips, stages).drawOn(env);
        env.execute("lazy-clip-test");
    }

    private static int exit(int clip) {
        return 1 + clip % TestSamples.STAGES;
    }

    private static boolean isRefused(int clip) {
        return clip % REFUSED == 0;
    }

    private static long last(int clip) {
        return (long) clip * CLIP + CLIP - 1;
    }

    /** The frames that a clip needs to reach its exit; of one that is refused, not the last of them. */
    private static List<Integer> good(int clip) {
        List<Integer> needed = TestSamples.LOOKS.subList(0, exit(clip)).stream()
                .flatMap(List::stream)
                .toList();
        return isRefused(clip) ? needed.subList(0, needed.size() - 1) : needed;
    }

    /** Red says how hard the clip is, green which frame it is. */
    private static ConsumedRecord record(long index) {
        String stream = "stream-" + index / ((long) CLIPS * CLIP);
        int sequence = (int) (index % ((long) CLIPS * CLIP));
        int clip = sequence / CLIP;
        int number = sequence % CLIP;
        byte[] pixel = {(byte) exit(clip), (byte) number, 0};
        Frame frame = Frame.newBuilder()
                .setStream(stream)
                .setSequence(sequence)
                .setEventTime(Instant.ofEpochMilli(index))
                .setEncoding(FrameEncoding.RAW_RGB)
                .setWidth(1)
                .setHeight(1)
                .setBytes(ByteBuffer.wrap(pixel, 0, good(clip).contains(number) ? 3 : 2))
                .build();
        ByteBuffer value = decoded(() -> Frame.getEncoder().encode(frame));
        byte[] bytes = new byte[value.remaining()];
        value.get(bytes);
        return new ConsumedRecord(TestingTraces.origin(index), stream.getBytes(StandardCharsets.UTF_8), bytes);
    }

    private interface Coding<T> {
        T run() throws IOException;
    }

    private static <T> T decoded(Coding<T> coding) {
        try {
            return coding.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
