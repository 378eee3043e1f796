package dev.offramp.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.it.FashionMnist;
import dev.offramp.it.TestBroker;
import dev.offramp.it.TestJob;
import dev.offramp.it.TestTopics;
import dev.offramp.kafka.KafkaEndpoints;
import dev.offramp.policy.KnownPolicies;
import dev.offramp.registry.KnownSchemas;
import dev.offramp.schema.Classification;
import dev.offramp.schema.EndOfStream;
import dev.offramp.schema.FrameEncoding;
import dev.offramp.schema.Gap;
import dev.offramp.stage.StageOptions;
import dev.offramp.stage.djl.DjlStageEngines;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code results.order: stream}, with a real broker and a real network, as an ordinary reader of the topic sees it. */
class OrderITCase {

    private static final int STREAMS = 8;
    private static final int FRAMES = 250;

    /** Never published: one of forty, and the last two. */
    private static final int LAST = FRAMES - 2;

    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    @Test
    void answers_stand_in_order_and_gaps_where_frames_are_missing_although_a_stage_dies() throws Exception {
        TestTopics topics = new TestTopics(BROKER.running());
        topics.send(records(topics));
        FailingOnce stages = new FailingOnce(UUID.randomUUID().toString(), 2, 20, new DjlStageEngines(1));

        try (TestJob job = start(topics, stages)) {
            List<String> expected = expected();
            Map<String, List<SpecificRecord>> byStream =
                    topics.results(results -> results.size() >= STREAMS * expected.size()).stream()
                            .collect(Collectors.groupingBy(OrderITCase::stream));

            assertThat(stages.hasFailed()).isTrue();
            assertThat(byStream).hasSize(STREAMS).allSatisfy((stream, results) -> assertThat(
                            results.stream().map(OrderITCase::brief).toList())
                    .isEqualTo(expected));
            assertThat(topics.rejects(1))
                    .hasSize(STREAMS * (int) sequences(OrderITCase::isBad).count());
        }
    }

    private static boolean isLost(int sequence) {
        return sequence % 40 == 13 || sequence >= LAST;
    }

    /** Published, and no picture. */
    private static boolean isBad(int sequence) {
        return sequence % 40 == 27;
    }

    private static IntStream sequences(IntPredicate which) {
        return IntStream.range(0, FRAMES).filter(which);
    }

    private static List<String> expected() {
        List<String> expected = new ArrayList<>(sequences(sequence -> !isBad(sequence) && sequence < LAST)
                .mapToObj(sequence -> isLost(sequence) ? gap(sequence, sequence + 1) : "answer " + sequence)
                .toList());
        expected.add(gap(LAST, FRAMES));
        return expected;
    }

    private static List<ProducerRecord<byte[], byte[]>> records(TestTopics topics) throws Exception {
        List<FashionMnist.Image> images = FashionMnist.first(FRAMES).images();
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        sequences(sequence -> !isLost(sequence)).forEach(sequence -> {
            byte[] picture =
                    isBad(sequence) ? new byte[] {1} : images.get(sequence).png();
            for (String stream : streams()) {
                records.add(topics.record(
                        "frames",
                        stream,
                        TestTopics.encoded(TestTopics.frame(stream, sequence, FrameEncoding.PNG, picture, null))));
            }
        });
        for (String stream : streams()) {
            EndOfStream end = new EndOfStream(stream, (long) FRAMES, Instant.ofEpochMilli(1_000_000), 0L, 0);
            records.add(topics.record(
                    "frames", stream, EndOfStream.getEncoder().encode(end).array()));
        }
        return records;
    }

    private static List<String> streams() {
        return IntStream.range(0, STREAMS)
                .mapToObj(stream -> "stream-" + stream)
                .toList();
    }

    private static String stream(SpecificRecord result) {
        return result instanceof Gap gap ? gap.getStream() : ((Classification) result).getStream();
    }

    private static String brief(SpecificRecord result) {
        if (result instanceof Gap gap) {
            return gap(gap.getFrom(), gap.getTo());
        }
        Classification answer = (Classification) result;
        return (answer.getLate() ? "late " : "answer ") + answer.getSequence();
    }

    private static String gap(long from, long to) {
        return "gap " + from + " to " + to;
    }

    private static TestJob start(TestTopics topics, FailingOnce stages) throws Exception {
        Map<String, String> order = Map.of("results.order", "stream", "results.max-wait", "10 s");
        Configuration config = TestJob.config(topics, order);
        config.set(StageOptions.WARM_UP, Duration.ZERO); // its blank batches would be those that fail
        Settings settings = Settings.from(config);
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(FlinkDefaults.under(config, settings));
        Endpoints ends = Endpoints.on(new KafkaEndpoints(settings.kafka(), KnownSchemas.NONE), KnownPolicies.NONE);
        new OfframpTopology(ends, settings, stages).drawOn(env);
        return new TestJob(env.executeAsync("in-order"));
    }
}
