package dev.offramp.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.kafka.OutgoingRecord;
import dev.offramp.policy.KnownPolicies;
import dev.offramp.registry.KnownSchemas;
import dev.offramp.schema.Classification;
import dev.offramp.stage.TestSamples;
import dev.offramp.stage.TestingStages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

/** The whole topology for a bundle that takes clips, on a MiniCluster, with memory at both ends. */
class ClipTopologyTest {

    private static final int CLIP = 8;
    private static final int STREAMS = 4;

    /** Beyond the test: what is missing is given up where the input ends, however busy the machine is. */
    private static final Duration LONG_WAIT = Duration.ofMinutes(10);

    private final String id = UUID.randomUUID().toString();
    private final TestingStages stages = new TestingStages(id);
    private final MemorySink classifications = new MemorySink(id + "classifications");
    private final MemorySink rejects = new MemorySink(id + "rejects");

    @Test
    void every_clip_of_a_stream_is_answered_once_in_the_place_of_its_last_frame() throws Exception {
        Settings settings = TestSettings.clips(CLIP, LONG_WAIT);
        Configuration user = Configuration.fromMap(Map.of("parallelism.default", "2", "rest.port", "0"));
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(FlinkDefaults.under(user, settings));
        Endpoints ends = new Endpoints(
                MemoryFrames.inRuns(STREAMS, TestSamples.STAGES),
                MemoryFrames.noPolicies(),
                KnownPolicies.NONE,
                KnownSchemas.NONE,
                classifications,
                rejects,
                new MemorySink(id + "throughput"),
                new MemorySink(id + "steered"),
                Optional.empty());
        new OfframpTopology(ends, settings, stages).drawOn(env);
        env.execute("clip-test");

        Map<CharSequence, List<Long>> answered = classifications.written().stream()
                .map(ClipTopologyTest::decoded)
                .collect(Collectors.groupingBy(
                        Classification::getStream,
                        Collectors.mapping(Classification::getSequence, Collectors.toList())));
        List<Long> lastOnes = LongStream.range(0, MemoryFrames.RUN)
                .filter(sequence -> sequence % CLIP == CLIP - 1)
                .boxed()
                .toList();
        assertThat(answered).hasSize(STREAMS).allSatisfy((stream, sequences) -> assertThat(sequences)
                .as("clips of %s, in order", stream)
                .isEqualTo(lastOnes));
        assertThat(classifications.written()).allSatisfy(record -> {
            Classification answer = decoded(record);
            assertThat(answer.getClip().getFrames()).isEqualTo(CLIP);
            assertThat(answer.getClip().getFirstSequence()).isEqualTo(answer.getSequence() - CLIP + 1);
            assertThat(answer.getExit())
                    .as("as hard as its first frame")
                    .isEqualTo(1 + (int) (answer.getClip().getFirstSequence() % TestSamples.STAGES));
            assertThat(answer.getLate()).isFalse();
        });
        TestingTraces.assertOfTheirFrames(classifications.written());
        assertThat(rejects.written()).isEmpty();
    }

    private static Classification decoded(OutgoingRecord record) {
        try {
            return Classification.getDecoder().decode(record.value(), null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
