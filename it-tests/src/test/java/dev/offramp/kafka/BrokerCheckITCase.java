package dev.offramp.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.cli.broker.EmbeddedBroker;
import dev.offramp.cli.broker.TopicPlan;
import dev.offramp.refresh.RefreshOptions;
import dev.offramp.registry.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class BrokerCheckITCase {

    private static final TopicPlan PLAN = new TopicPlan(2);

    @AutoClose
    private static final EmbeddedBroker BROKER = EmbeddedBroker.start();

    private final String id = UUID.randomUUID().toString();

    @Test
    void five_topics_as_the_job_makes_them_are_no_problem() {
        BROKER.createTopics(topics(PLAN.policies(name("policies")), PLAN.answers(name("classifications"))));

        assertThat(problems()).isEmpty();
    }

    @Test
    void a_topic_that_is_missing_is_named() {
        BROKER.createTopics(topics(PLAN.policies(name("policies"))));

        assertThat(problems())
                .containsExactly(
                        "topic " + name("classifications") + " does not exist on " + BROKER.bootstrapServers());
    }

    @Test
    void a_topic_that_is_made_while_a_start_waits_is_found() {
        BROKER.createTopics(topics(PLAN.policies(name("policies"))));
        var wait = new StartWait(
                Duration.ofMinutes(1), new MadeMeanwhile(PLAN.answers(name("classifications"))), text -> {});

        BrokerFindings found = wait.ask("Kafka", check()::findings, BrokerFindings::passing);

        assertThat(found.problems()).isEmpty();
        assertThat(found.mayPass()).isFalse();
    }

    @Test
    void policies_in_several_partitions_have_no_order() {
        BROKER.createTopics(topics(PLAN.answers(name("policies")), PLAN.answers(name("classifications"))));

        assertThat(problems())
                .containsExactly(
                        "topic " + name("policies") + " must have one partition, for policies need an order; it has 2");
    }

    @Test
    void bundles_in_several_partitions_that_are_not_compacted_are_two_problems() {
        BROKER.createTopics(topics(
                PLAN.policies(name("policies")), PLAN.answers(name("classifications")), PLAN.answers(name("bundles"))));

        assertThat(check(Map.of(RefreshOptions.BUNDLES_TOPIC.key(), name("bundles")))
                        .findings()
                        .problems())
                .containsExactly(
                        "topic " + name("bundles") + " must have one partition, for bundles need an order; it has 2",
                        "topic " + name("bundles")
                                + " must be compacted, it has cleanup.policy=delete: what is older than its retention"
                                + " would be gone, though it is in force");
    }

    @Test
    void a_topic_of_bundles_as_the_job_makes_it_is_no_problem() {
        BROKER.createTopics(topics(
                PLAN.policies(name("policies")), PLAN.answers(name("classifications")), PLAN.bundles(name("bundles"))));

        assertThat(check(Map.of(RefreshOptions.BUNDLES_TOPIC.key(), name("bundles")))
                        .findings()
                        .problems())
                .isEmpty();
    }

    @Test
    void a_topic_that_takes_smaller_records_than_the_job_may_write_is_named() {
        NewTopic small =
                PLAN.policies(name("classifications")).configs(Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "1000"));
        BROKER.createTopics(topics(PLAN.policies(name("policies")), small));

        assertThat(problems()).singleElement().satisfies(problem -> assertThat(problem)
                .contains(name("classifications"), "takes records of at most 1000 bytes", "kafka.max-result-bytes"));
    }

    @Test
    void a_broker_that_does_not_answer_is_named_within_the_time_given() {
        Configuration nobody = new Configuration();
        nobody.set(KafkaOptions.BOOTSTRAP_SERVERS, "localhost:1");

        List<String> problems = new BrokerCheck(
                        KafkaSettings.from(nobody, new ArrayList<>()), false, Duration.ofSeconds(1))
                .findings()
                .problems();

        assertThat(problems).singleElement().satisfies(problem -> assertThat(problem)
                .contains("no Kafka broker answers at localhost:1 within 1 s"));
    }

    private List<NewTopic> topics(NewTopic... others) {
        List<NewTopic> topics = new ArrayList<>(List.of(others));
        topics.add(PLAN.frames(name("frames")));
        topics.add(PLAN.answers(name("rejects")));
        topics.add(PLAN.answers(name("throughput")));
        return topics;
    }

    private List<String> problems() {
        return check().findings().problems();
    }

    private BrokerCheck check() {
        return check(Map.of());
    }

    private BrokerCheck check(Map<String, String> settings) {
        Configuration config = Configuration.fromMap(settings);
        config.set(KafkaOptions.BOOTSTRAP_SERVERS, BROKER.bootstrapServers());
        config.set(KafkaOptions.FRAMES_TOPIC, name("frames"));
        config.set(KafkaOptions.POLICIES_TOPIC, name("policies"));
        config.set(KafkaOptions.CLASSIFICATIONS_TOPIC, name("classifications"));
        config.set(KafkaOptions.REJECTS_TOPIC, name("rejects"));
        config.set(KafkaOptions.THROUGHPUT_TOPIC, name("throughput"));
        return new BrokerCheck(KafkaSettings.from(config, new ArrayList<>()), false, Duration.ofSeconds(30));
    }

    private String name(String role) {
        return role + "-" + id;
    }

    /** Somebody makes a topic in the first pause. */
    private record MadeMeanwhile(NewTopic topic) implements Time {

        @Override
        public long nanos() {
            return 0;
        }

        @Override
        public void pause(Duration span) {
            BROKER.createTopics(List.of(topic));
        }
    }
}
