package dev.offramp.cli.doctor;

import dev.offramp.kafka.BrokerQuestions;
import dev.offramp.kafka.KafkaSettings;
import dev.offramp.kafka.TopicRights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Brokers that answer. */
final class Broker {

    /** Why a check is left out that looks at whatever topics there are. */
    static final String NO_TOPIC = "no topic is there and shown";

    private final BrokerAsked asked;
    private final BrokerQuestions questions;
    private final List<Node> nodes;
    private Optional<Map<String, TopicDescription>> topics = Optional.empty();

    /**
     * @param asked what they are asked about
     * @param nodes as they say themselves where they are
     */
    Broker(BrokerAsked asked, BrokerQuestions questions, List<Node> nodes) {
        this.asked = asked;
        this.questions = questions;
        this.nodes = List.copyOf(nodes);
    }

    BrokerAsked asked() {
        return asked;
    }

    BrokerQuestions questions() {
        return questions;
    }

    List<Node> nodes() {
        return nodes;
    }

    KafkaSettings kafka() {
        return asked.kafka();
    }

    Configuration told() {
        return asked.told();
    }

    /** Of the topics that are looked at, as many as are there and may be seen; asked once. */
    synchronized Map<String, TopicDescription> topics() {
        if (topics.isEmpty()) {
            topics = Optional.of(described());
        }
        return topics.get();
    }

    private Map<String, TopicDescription> described() {
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
        questions.configs(ConfigResource.Type.TOPIC, names).forEach((topic, config) -> BrokerQuestions.value(
                        config, setting)
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
        return questions
                .configs(
                        ConfigResource.Type.BROKER,
                        nodes.stream().map(Node::idString).toList())
                .values()
                .stream()
                .flatMap(config -> BrokerQuestions.value(config, setting).stream())
                .map(Long::valueOf)
                .max(Long::compare);
    }

    /** Whether a topic is there; empty where that is not shown. */
    Optional<Boolean> isThere(String topic) {
        TopicRights rights = questions.rights(List.of(topic));
        if (rights.unknown().contains(topic)) {
            return Optional.of(false);
        }
        return rights.granted().getOrDefault(topic, Set.of()).isEmpty() ? Optional.empty() : Optional.of(true);
    }
}
