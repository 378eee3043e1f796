package dev.offramp.kafka;

import java.util.List;

/**
 * Whether the records of a compacted topic have an order: those of one thing may have different keys, and only within one partition there is
 * one.
 *
 * @param records what lies on it, for the message: policies
 */
public record TopicOrderCheck(String topic, String records) {

    /** Asks; the topic must be there. */
    public List<String> problems(BrokerQuestions broker) {
        int partitions = broker.partitions(List.of(topic)).size();
        return partitions == 1
                ? List.of()
                : List.of("topic " + topic + " must have one partition, for " + records + " need an order; it has "
                        + partitions);
    }
}
