package dev.offramp.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.schema.Classification;
import dev.offramp.schema.Frame;
import dev.offramp.schema.FrameEncoding;
import dev.offramp.schema.Reject;
import dev.offramp.schema.RejectReason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobStatus;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Invariant 6: what cannot be answered becomes one reject with its own reason, and disturbs nothing else. */
class BadInputITCase {

    private static final int GOOD = 200;

    /** The first failure ends the job, so that one which runs on has had none. */
    private static final Map<String, String> NO_RESTART = Map.of("restart-strategy.type", "none");

    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    @Test
    void each_bad_record_becomes_one_reject_with_its_own_reason_and_every_good_one_is_answered() throws Exception {
        List<FashionMnist.Image> images = FashionMnist.first(GOOD).images();
        TestTopics topics = new TestTopics(BROKER.running());
        topics.publish(images.subList(0, GOOD / 2), 4);
        Map<RejectReason, ProducerRecord<byte[], byte[]>> bad = badRecords(topics, images.get(0));
        topics.send(List.copyOf(bad.values()));
        topics.publish(images.subList(GOOD / 2, GOOD), 4);

        List<Classification> answers;
        List<Reject> rejects;
        try (TestJob job = TestJob.start(topics, NO_RESTART)) {
            answers = topics.classifications(GOOD);
            rejects = topics.rejects(bad.size());
            assertThat(job.status()).isEqualTo(JobStatus.RUNNING);
        }

        assertThat(answers).hasSize(GOOD);
        assertThat(rejects).extracting(Reject::getReason).containsExactlyInAnyOrderElementsOf(bad.keySet());
        assertThat(rejects).allSatisfy(reject -> {
            assertThat(reject.getTopic()).isEqualTo(topics.name("frames"));
            assertThat(reject.getOffset()).isNotNegative();
            assertThat(reject.getDetail()).isNotBlank();
            byte[] sent = bad.get(reject.getReason()).value();
            assertThat(reject.getOriginalSize()).isEqualTo(sent.length);
            assertThat(bytes(reject.getOriginal())).isEqualTo(Arrays.copyOf(sent, Math.min(sent.length, 64 * 1024)));
        });
    }

    @Test
    void an_answer_too_large_for_its_topic_becomes_a_reject() throws Exception {
        TestTopics topics = new TestTopics(BROKER.running());
        List<FashionMnist.Image> images = FashionMnist.first(5).images();
        topics.publish(images, 1);
        byte[] png = images.get(0).png();
        String longId = "x".repeat(1000);
        topics.send(List.of(topics.record(
                "frames", longId, TestTopics.encoded(TestTopics.frame(longId, 0, FrameEncoding.PNG, png, null)))));

        Map<String, String> settings = new HashMap<>(NO_RESTART);
        settings.put("kafka.max-result-bytes", "1000 bytes");
        try (TestJob job = TestJob.start(topics, settings)) {
            assertThat(topics.classifications(images.size())).hasSameSizeAs(images);
            assertThat(topics.rejects(1)).singleElement().satisfies(reject -> {
                assertThat(reject.getReason()).isEqualTo(RejectReason.RESULT_TOO_LARGE);
                assertThat(reject.getOriginalSize()).isZero();
                assertThat(new String(topics.original(reject).key(), StandardCharsets.UTF_8))
                        .isEqualTo(longId);
            });
            assertThat(job.status()).isEqualTo(JobStatus.RUNNING);
        }
    }

    private static Map<RejectReason, ProducerRecord<byte[], byte[]>> badRecords(
            TestTopics topics, FashionMnist.Image image) {
        byte[] png = image.png();
        byte[] avro = TestTopics.encoded(TestTopics.frame("cam", 0, FrameEncoding.PNG, png, null));
        byte[] otherSchema = avro.clone();
        otherSchema[5] ^= 1;
        byte[] halfAvro = Arrays.copyOf(avro, avro.length / 2);
        return Map.ofEntries(
                Map.entry(
                        RejectReason.NOT_AVRO,
                        topics.record("frames", "cam", "hello".getBytes(StandardCharsets.UTF_8))),
                Map.entry(RejectReason.UNKNOWN_SCHEMA, topics.record("frames", "cam", otherSchema)),
                Map.entry(RejectReason.CORRUPT_AVRO, topics.record("frames", "cam", halfAvro)),
                Map.entry(RejectReason.EMPTY_KEY, topics.record("frames", "", avro)),
                Map.entry(RejectReason.KEY_MISMATCH, topics.record("frames", "another", avro)),
                Map.entry(RejectReason.EMPTY_FRAME, frame(topics, FrameEncoding.PNG, new byte[0])),
                Map.entry(RejectReason.UNDECODABLE_IMAGE, frame(topics, FrameEncoding.JPEG, new byte[500])),
                Map.entry(
                        RejectReason.TRUNCATED_IMAGE,
                        frame(topics, FrameEncoding.PNG, Arrays.copyOf(png, png.length * 2 / 3))),
                Map.entry(
                        RejectReason.TOO_MANY_PIXELS, frame(topics, FrameEncoding.PNG, DecompressionBomb.png(40_000))),
                Map.entry(RejectReason.RAW_SIZE_MISMATCH, raw(topics, 28, 28, new byte[100])),
                Map.entry(RejectReason.EXTREME_ASPECT, raw(topics, 1_000, 1, new byte[3_000])),
                Map.entry(RejectReason.FRAME_TOO_LARGE, frame(topics, FrameEncoding.PNG, new byte[9 << 20])),
                Map.entry(RejectReason.BAD_EVENT_TIME, at(topics, png, Instant.ofEpochMilli(1L << 62))));
    }

    private static ProducerRecord<byte[], byte[]> frame(TestTopics topics, FrameEncoding encoding, byte[] bytes) {
        return topics.record("frames", "cam", TestTopics.encoded(TestTopics.frame("cam", 0, encoding, bytes, null)));
    }

    private static ProducerRecord<byte[], byte[]> at(TestTopics topics, byte[] png, Instant eventTime) {
        Frame frame = Frame.newBuilder(TestTopics.frame("cam", 0, FrameEncoding.PNG, png, null))
                .setEventTime(eventTime)
                .build();
        return topics.record("frames", "cam", TestTopics.encoded(frame));
    }

    private static ProducerRecord<byte[], byte[]> raw(TestTopics topics, int width, int height, byte[] bytes) {
        Frame frame = Frame.newBuilder(TestTopics.frame("cam", 0, FrameEncoding.RAW_RGB, bytes, null))
                .setWidth(width)
                .setHeight(height)
                .build();
        return topics.record("frames", "cam", TestTopics.encoded(frame));
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
