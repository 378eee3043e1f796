package dev.offramp.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.kafka.ConsumedRecord;
import dev.offramp.kafka.OutgoingRecord;
import dev.offramp.policy.KnownPolicies;
import dev.offramp.registry.KnownSchemas;
import dev.offramp.sample.TestSegments;
import dev.offramp.schema.Classification;
import dev.offramp.schema.Reject;
import dev.offramp.schema.RejectReason;
import dev.offramp.schema.Segment;
import dev.offramp.stage.TestingStages;
import dev.offramp.video.VideoSegment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

/** The whole topology with segments of video, on a MiniCluster, with memory at both ends. */
class SegmentTopologyTest {

    private static final int STREAMS = 4;
    private static final int SEGMENTS = 5;
    private static final int PICTURES = TestSegments.PICTURES;

    /** Beyond the test: what is missing is given up where the input ends, however busy the machine is. */
    private static final Duration LONG_WAIT = Duration.ofMinutes(10);

    private final String id = UUID.randomUUID().toString();
    private final MemorySink classifications = new MemorySink(id + "classifications");
    private final MemorySink rejects = new MemorySink(id + "rejects");

    @Test
    void every_picture_is_answered_in_its_order_or_refused_and_there_is_no_gap() throws Exception {
        run(TestSettings.inOrder(LONG_WAIT));

        List<Reject> refused = rejects.written().stream()
                .map(record -> decoded(() -> Reject.getDecoder().decode(record.value(), null)))
                .toList();
        assertThat(refused).isNotEmpty().allSatisfy(reject -> {
            assertThat(reject.getReason()).isEqualTo(RejectReason.UNDECODABLE_VIDEO);
            assertThat(reject.getOffset()).as("the damaged segment").isEqualTo(2);
        });
        List<Long> holes = refused.stream()
                .flatMap(reject ->
                        LongStream.range(0, reject.getSamples()).mapToObj(n -> 2L * PICTURES + reject.getIndex() + n))
                .toList();
        Map<String, List<Classification>> answered = answers();
        assertThat(answered).hasSize(STREAMS).allSatisfy((stream, answers) -> assertThat(
                        answers.stream().map(Classification::getSequence).toList())
                .as("%s, in order", stream)
                .isEqualTo(LongStream.range(0, (long) SEGMENTS * PICTURES)
                        .boxed()
                        .filter(sequence -> !(stream.equals("stream-0") && holes.contains(sequence)))
                        .toList()));
        assertThat(answered.values()).allSatisfy(answers -> assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.getFrameIndex()).isEqualTo((int) (answer.getSequence() % PICTURES));
            assertThat(answer.getLate()).isFalse();
            assertThat(answer.getVideoTime()).isNotNull();
        }));
        TestingTraces.assertOfTheirFrames(classifications.written());
        TestingTraces.assertOfWhatWasRefused(rejects.written());
    }

    @Test
    void a_segment_is_cut_into_clips_for_a_bundle_that_takes_them() throws Exception {
        assertCut(TestSettings.clips(8, LONG_WAIT));
    }

    @Test
    void so_it_is_for_a_bundle_each_stage_of_which_looks_at_frames_of_its_own() throws Exception {
        assertCut(TestSettings.overFrames(TestSettings.inOrder(LONG_WAIT)));
    }

    private void assertCut(Settings settings) throws Exception {
        run(settings);

        Map<String, List<Classification>> answered = answers();
        answered.remove("stream-0"); // its damaged segment is answered as far as it goes
        assertThat(answered).hasSize(STREAMS - 1).allSatisfy((stream, answers) -> {
            assertThat(answers.stream()
                            .map(answer -> answer.getSequence() % PICTURES)
                            .toList())
                    .isEqualTo(List.of(7L, 9L, 7L, 9L, 7L, 9L, 7L, 9L, 7L, 9L));
            assertThat(answers).allSatisfy(answer -> {
                assertThat(answer.getClip().getFrames()).isEqualTo(8);
                assertThat(answer.getClip().getFirstSequence()).isEqualTo(answer.getSequence() - 7);
            });
        });
        TestingTraces.assertOfTheirFrames(classifications.written());
    }

    @Test
    void of_thousands_of_damaged_segments_each_picture_is_answered_or_refused_once_and_the_job_goes_on()
            throws Exception {
        byte[][] records = damaged(3_000);

        run(TestSettings.with(Placement.COLOCATED, Duration.ofMillis(5)), records);

        Map<Long, Integer> told = new TreeMap<>();
        for (List<Classification> answers : answers().values()) {
            answers.forEach(answer -> told.merge(answer.getFrameOffset(), 1, Integer::sum));
        }
        Set<Long> unread = new HashSet<>();
        for (OutgoingRecord record : rejects.written()) {
            Reject reject = decoded(() -> Reject.getDecoder().decode(record.value(), null));
            if (reject.getSamples() == 0) {
                assertThat(unread.add(reject.getOffset())).as("one reject").isTrue();
            } else {
                told.merge(reject.getOffset(), reject.getSamples(), Integer::sum);
            }
        }
        assertThat(told.keySet()).doesNotContainAnyElementsOf(unread);
        assertThat(told.size() + unread.size()).isEqualTo(records.length);
        assertThat(unread).hasSizeBetween(300, 2_500);
        assertThat(told.values().stream()
                        .filter(pictures -> pictures == PICTURES)
                        .count())
                .as("but for those whose number of pictures the damage has changed")
                .isGreaterThan(told.size() * 9L / 10);
    }

    /** Some bytes of each, half of them among what it says of itself. */
    private static byte[][] damaged(int count) {
        var random = new Random(20_261_129);
        byte[][] good = records();
        byte[][] damaged = new byte[count][];
        for (int i = 0; i < count; i++) {
            byte[] record = good[i % good.length].clone();
            for (int n = 1 << random.nextInt(7); n > 0; n--) {
                int head = 10 + random.nextInt(150);
                int at = random.nextInt(8) == 0 ? head : 160 + random.nextInt(record.length - 160);
                record[at] = (byte) random.nextInt();
            }
            damaged[i] = record;
        }
        return damaged;
    }

    private Map<String, List<Classification>> answers() {
        return classifications.written().stream()
                .map(record -> decoded(() -> Classification.getDecoder().decode(record.value(), null)))
                .collect(Collectors.groupingBy(answer -> answer.getStream().toString()));
    }

    private void run(Settings settings) throws Exception {
        run(settings, records());
    }

    private void run(Settings settings, byte[][] records) throws Exception {
        Configuration user = Configuration.fromMap(Map.of("parallelism.default", "2", "rest.port", "0"));
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(FlinkDefaults.under(user, settings));
        Endpoints ends = new Endpoints(
                new DataGeneratorSource<>(
                        index -> record(index, records[Math.toIntExact(index)]), records.length, ConsumedRecord.TYPE),
                MemoryFrames.noPolicies(),
                KnownPolicies.NONE,
                KnownSchemas.NONE,
                classifications,
                rejects,
                new MemorySink(id + "throughput"),
                new MemorySink(id + "steered"),
                Optional.empty());
        new OfframpTopology(ends, settings, new TestingStages(id)).drawOn(env);
        env.execute("segment-test");
    }

    private static ConsumedRecord record(long index, byte[] value) {
        return new ConsumedRecord(TestingTraces.origin(index), stream(index).getBytes(StandardCharsets.UTF_8), value);
    }

    private static String stream(long index) {
        return "stream-" + index / SEGMENTS % STREAMS;
    }

    /** Stream by stream; the third record is damaged in its middle. */
    private static byte[][] records() {
        List<VideoSegment> video = TestSegments.striped(SEGMENTS);
        byte[][] records = new byte[STREAMS * SEGMENTS][];
        for (int i = 0; i < records.length; i++) {
            VideoSegment segment = i == 2 ? TestSegments.zeroed(video.get(2), 5) : video.get(i % SEGMENTS);
            Segment record = TestSegments.written(stream(i), segment, (long) i % SEGMENTS * PICTURES, List.of())
                    .setDropped(0)
                    .build();
            records[i] = decoded(() -> {
                ByteBuffer buffer = Segment.getEncoder().encode(record);
                return Arrays.copyOfRange(buffer.array(), buffer.arrayOffset() + buffer.position(), buffer.limit());
            });
        }
        return records;
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
