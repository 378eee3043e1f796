package dev.offramp.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.bundle.Bundle;
import dev.offramp.policy.PolicyTerms;
import dev.offramp.policy.Succession;
import dev.offramp.policy.Wish;
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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Policies change while the job runs, and every result names the one that decided it. */
class PolicyITCase {

    private static final int STREAMS = 4;
    private static final long LONG_HISTORY = 200_000; // longer to read than the first frame takes

    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    private static Bundle bundle;

    @BeforeAll
    static void openBundle() throws Exception {
        bundle = Bundle.open(TestBundle.FOLDER);
    }

    @Test
    void a_policy_of_the_future_switches_every_stream_between_the_same_two_frames() throws Exception {
        List<FashionMnist.Image> images = FashionMnist.first(400).images();
        int exits = bundle.stages().size();
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
        int exits = bundle.stages().size();
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
        int exits = bundle.stages().size();
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

    @Test
    void a_withdrawn_policy_is_in_force_neither_in_the_running_job_nor_in_a_new_one() throws Exception {
        FashionMnist.Image image = FashionMnist.first(1).images().get(0);
        int exits = bundle.stages().size();
        TestTopics topics = new TestTopics(BROKER.running());
        topics.send(List.of(policy(topics, 7, Long.MIN_VALUE, closed(exits))));
        try (TestJob job = TestJob.start(topics, Map.of())) {
            topics.publishUntilAnsweredUnder(7, image, 0);
            topics.send(List.of(topics.record("policies", "DEFAULT/", null)));
            playUntilAnsweredUnder(0, "old", topics, image);
        }
        try (TestJob job = TestJob.start(topics, Map.of())) {
            topics.publish("new-", List.of(image), 1, null);
            assertThat(topics.classificationsOf("new-", 1))
                    .allSatisfy(answer -> assertThat(answer.getPolicyVersion()).isZero());
        }
    }

    @Test
    void a_wish_is_resolved_by_the_bundle_and_one_that_cannot_be_met_is_rejected_with_the_least_that_can()
            throws Exception {
        List<FashionMnist.Image> images = FashionMnist.first(2_000).images();
        TestTopics topics = new TestTopics(BROKER.running());
        topics.publish(wish(1, new Wish.MeanMultiplyAdds(6_000_000)));
        topics.publish(wish(2, new Wish.MeanMultiplyAdds(1_000)));
        topics.publish("stream-", images, STREAMS, null);

        try (TestJob job = TestJob.start(topics, Map.of())) {
            List<Classification> answers = topics.classifications(images.size());
            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer.getPolicyVersion()).isEqualTo(1));
            assertThat(answers.stream()
                            .mapToLong(answer -> answer.getJourney().getMultiplyAdds())
                            .average()
                            .orElseThrow())
                    .isBetween(4.8e6, 6.3e6);
            assertThat(topics.rejects(1)).singleElement().satisfies(reject -> assertThat(reject.getDetail())
                    .contains("asks for a mean cost of 1000 multiply-adds")
                    .contains("the least that can be met is "));
        }
    }

    /** Plays an image again and again, in new streams, until it is answered under a version. */
    private static void playUntilAnsweredUnder(long version, String name, TestTopics topics, FashionMnist.Image image) {
        boolean arrived = false;
        for (int round = 0; !arrived; round++) {
            String stream = name + "-" + round + "-";
            topics.publish(stream, List.of(image), 1, null);
            arrived = topics.classificationsOf(stream, 1).get(0).getPolicyVersion() == version;
        }
    }

    private static dev.offramp.policy.ScopedPolicy wish(long version, Wish wish) {
        return new dev.offramp.policy.ScopedPolicy(
                dev.offramp.policy.Scope.DEFAULT,
                "",
                dev.offramp.policy.ScopedPolicy.AT_ONCE,
                version,
                PolicyTerms.of(wish),
                Succession.by("tests"));
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
                .setBundleName(bundle.id().name())
                .setBundleVersion(bundle.id().version())
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
