package dev.offramp.cli.doctor;

import dev.offramp.kafka.TopicOrderCheck;
import java.util.List;

/**
 * Whether the records of a compacted topic have an order.
 *
 * @param records what lies on it
 * @param again   what has to be done once it is made anew
 */
record TopicInOrder(String records, String topic, String again) implements Check<Broker> {

    @Override
    public String name() {
        return records + "' partition";
    }

    @Override
    public void examine(Broker broker, Findings findings) {
        for (String seen : broker.seen(List.of(topic), findings)) {
            new TopicOrderCheck(seen, records)
                    .problems(broker.questions())
                    .forEach(problem -> findings.wrong(problem, "make it anew with one partition, and " + again));
            findings.okOtherwise(seen + " has one");
        }
    }
}
