package dev.offramp.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.bundle.Bundle;
import dev.offramp.schema.Classification;
import dev.offramp.schema.Measure;
import dev.offramp.schema.PolicyScope;
import dev.offramp.schema.PolicyUpdate;
import dev.offramp.schema.RejectReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Policies change while the job runs, and every result names the one that decided it. */
class PolicyITCase {

    private static final int STREAMS = 4;
    private static final long LONG_HISTORY = 200_000; // longer to read than the first frame takes

    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    @Test
    void a_policy_of_the_future_switches_every_stream_between_the_same_two_frames() throws Exception {
        List<FashionMnist.Image> images = FashionMnist.first(400).images();
        int exits = Bundle.open(TestBundle.FOLDER).stages().size();
        long switchAt = TestTopics.eventTimeMillis(50);
        TestTopics topics = new TestTopics(BROKER.running());
        topics.send(List.of(policy(topics, 7, switchAt, closed(exits))));

        List<Classification> answers;
        try (TestJob job = TestJob.start(topics, Map.of())) {
            topics.publishUntilAnsweredUnder(7, images.get(0), switchAt);
            topics.publish(images, STREAMS);
            answers = topics.classificationsOf("stream-", images.size());
        }

        assertThat(answers).allSatisfy(answer -> {
            boolean after = answer.getEventTime().toEpochMilli() >= switchAt;
            assertThat(answer.getPolicyVersion()).isEqualTo(after ? 7 : 0);
            if (after) {
                assertThat(answer.getExit()).isEqualTo(exits);
            }
        });
        assertThat(answers).extracting(Classification::getPolicyVersion).contains(0L, 7L);
    }

    @Test
    void a_job_that_starts_over_full_topics_answers_its_first_frame_under_the_policy_that_is_there() throws Exception {
        List<FashionMnist.Image> images = FashionMnist.first(300).images();
        int exits = Bundle.open(TestBundle.FOLDER).stages().size();
        TestTopics topics = new TestTopics(BROKER.running());
        topics.send(LongStream.rangeClosed(1, LONG_HISTORY)
                .mapToObj(version -> policy(topics, version, Long.MIN_VALUE, closed(exits)))
                .toList());
        topics.publish(images, STREAMS);

        try (TestJob job = TestJob.start(topics, Map.of())) {
            assertThat(topics.classifications(images.size()))
                    .hasSameSizeAs(images)
                    .allSatisfy(answer -> assertThat(answer.getPolicyVersion()).isEqualTo(LONG_HISTORY));
        }
        assertThat(topics.rejects(0)).isEmpty();
    }

    @Test
    void a_bad_policy_is_rejected_and_the_one_before_stays_in_force() throws Exception {
        int exits = Bundle.open(TestBundle.FOLDER).stages().size();
        TestTopics topics = new TestTopics(BROKER.running());
        topics.send(List.of(
                policy(topics, 3, Long.MIN_VALUE, closed(exits)),
                policy(topics, 2, Long.MIN_VALUE, closed(exits)),
                policy(topics, 4, Long.MIN_VALUE, closed(exits + 1)),
                policy(topics, 5, Long.MIN_VALUE, Arrays.asList(Float.NaN, 0f, 0f))));

        try (TestJob job = TestJob.start(topics, Map.of())) {
            assertThat(topics.rejects(3)).hasSize(3).allSatisfy(reject -> {
                assertThat(reject.getReason()).isEqualTo(RejectReason.BAD_POLICY);
                assertThat(reject.getTopic()).isEqualTo(topics.name("policies"));
            });
            topics.publishUntilAnsweredUnder(3, FashionMnist.first(1).images().get(0), 0);
        }
    }

    private static List<@Nullable Float> closed(int exits) {
        return Arrays.asList(new @Nullable Float[exits - 1]);
    }

    private static ProducerRecord<byte[], byte[]> policy(
            TestTopics topics, long version, long validFrom, List<@Nullable Float> thresholds) {
        PolicyUpdate update = PolicyUpdate.newBuilder()
                .setScope(PolicyScope.DEFAULT)
                .setVersion(version)
                .setValidFrom(validFrom == Long.MIN_VALUE ? null : Instant.ofEpochMilli(validFrom))
                .setMeasure(Measure.MAX_SOFTMAX)
                .setThresholds(thresholds)
                .build();
        try {
            ByteBuffer encoded = PolicyUpdate.getEncoder().encode(update);
            byte[] value = new byte[encoded.remaining()];
            encoded.get(value);
            String from = validFrom == Long.MIN_VALUE ? "" : "@" + validFrom;
            return topics.record("policies", "DEFAULT" + from + "/", value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
