package dev.offramp.kafka;

import java.util.List;

/** Whether policies have an order: updates of one policy have different keys, and only within one partition an order. */
public record PolicyOrderCheck(String topic) {

    /** Asks; the topic must be there. */
    public List<String> problems(BrokerQuestions broker) {
        int partitions = broker.partitions(List.of(topic)).size();
        return partitions == 1
                ? List.of()
                : List.of("topic " + topic + " must have one partition, for policies need an order; it has "
                        + partitions);
    }
}
