package dev.offramp.cli.broker;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/** How the topics of a job are made where nobody made them before; how often they are copied is left to the broker. */
public record TopicPlan(int partitions) {

    /** A topic of frames: the producer's own timestamps, and records as large as a photograph. */
    public NewTopic frames(String name) {
        return topic(
                name,
                partitions,
                Map.of(
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        Integer.toString(EmbeddedBrokerSettings.MAX_RECORD_BYTES)));
    }

    /** A topic of policies: the newest of each scope stays for ever, and one partition keeps them in order. */
    public NewTopic policies(String name) {
        return inOrder(name);
    }

    /** A topic of bundles: the newest order, report and decision of each key stay for ever, in order. */
    public NewTopic bundles(String name) {
        return inOrder(name);
    }

    private NewTopic inOrder(String name) {
        return topic(name, 1, Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
    }

    /** A topic of answers, stamped by the broker on arrival: the difference to the frame's timestamp is the whole latency. */
    public NewTopic answers(String name) {
        return topic(name, partitions, Map.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime"));
    }

    /** A topic of states: the newest of each stream stays for ever. */
    public NewTopic states(String name) {
        return topic(name, partitions, Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
    }

    private NewTopic topic(String name, int partitionCount, Map<String, String> configuration) {
        return new NewTopic(name, Optional.of(partitionCount), Optional.empty()).configs(configuration);
    }
}
