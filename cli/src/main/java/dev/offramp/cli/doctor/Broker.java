package dev.offramp.cli.doctor;

import dev.offramp.kafka.BrokerQuestions;
import dev.offramp.kafka.KafkaSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Brokers that answer.
 *
 * @param asked what they are asked about
 * @param nodes as they say themselves where they are
 */
record Broker(BrokerAsked asked, BrokerQuestions questions, List<Node> nodes) {

    /** Of the topics that are looked at, as many as are there and may be seen. */
    Map<String, TopicDescription> topics() {
        Map<String, TopicDescription> there = new TreeMap<>();
        questions
                .admin()
                .describeTopics(asked.role().topics(asked.kafka()))
                .topicNameValues()
                .forEach((name, answer) -> {
                    try {
                        there.put(name, questions.await(answer));
                    } catch (UnknownTopicOrPartitionException | TopicAuthorizationException notSeen) {
                        // another check says which of both it is
                    }
                });
        return there;
    }

    KafkaSettings kafka() {
        return asked.kafka();
    }

    Configuration told() {
        return asked.told();
    }

    /** Those of the topics that can be looked at; of the others it is said that they are left out. */
    List<String> seen(List<String> wanted, Findings findings) {
        Set<String> there = topics().keySet();
        List<String> seen = new ArrayList<>(wanted);
        seen.retainAll(there);
        wanted.stream()
                .filter(topic -> !there.contains(topic))
                .forEach(topic -> findings.skipped("not of " + topic + ", which is not there or not shown"));
        return seen;
    }

    /** A setting of each of the topics; a warning where the broker does not show it. */
    Map<String, String> settings(List<String> names, String setting, Findings findings) {
        Map<String, String> values = new TreeMap<>();
        questions.configs(ConfigResource.Type.TOPIC, names).forEach((topic, config) -> value(config, setting)
                .ifPresent(value -> values.put(topic.name(), value)));
        if (!values.keySet().containsAll(names)) {
            findings.warning(
                    "the broker does not show " + setting + " of " + names,
                    "DESCRIBE_CONFIGS on these topics for "
                            + asked.role().rights(kafka(), false).who());
        }
        return values;
    }

    /** The largest value of a setting of the brokers, a number; empty where they do not show it. */
    Optional<Long> largest(String setting) {
        return numbers(setting).stream().max(Long::compare);
    }

    private List<Long> numbers(String setting) {
        return questions
                .configs(
                        ConfigResource.Type.BROKER,
                        nodes.stream().map(Node::idString).toList())
                .values()
                .stream()
                .flatMap(config -> value(config, setting).stream())
                .map(Long::valueOf)
                .toList();
    }

    /** The topics that Kafka keeps for itself, as far as they are shown. */
    Set<String> internalTopics() {
        return questions.await(questions
                .admin()
                .listTopics(new ListTopicsOptions().listInternal(true))
                .names());
    }

    private static Optional<String> value(Config config, String setting) {
        return Optional.ofNullable(config.get(setting)).flatMap(entry -> Optional.ofNullable(entry.value()));
    }
}
