package dev.offramp.cli.doctor;

import dev.offramp.kafka.RightsCheck;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Whether the topics are there. */
final class TopicsThere implements Check<Broker> {

    @Override
    public String name() {
        return "topics";
    }

    @Override
    public void examine(Broker broker, Findings findings) {
        RightsCheck rights =
                broker.asked().role().rights(broker.kafka(), broker.asked().steers());
        Set<String> missing = rights.missingTopics(broker.questions());
        new TreeSet<>(missing)
                .forEach(
                        topic -> findings.wrong(
                                "topic " + topic + " does not exist on "
                                        + broker.kafka().bootstrapServers(),
                                "./offramp run --create-topics makes it, or whoever may make topics there; another name is an option"));
        if (missing.isEmpty() && broker.topics().isEmpty()) {
            findings.skipped("whether they are there is shown to nobody without DESCRIBE on them, which READ and WRITE"
                    + " bring along");
        }
        findings.okOtherwise(broker.topics().values().stream()
                .map(topic -> topic.name() + " (" + topic.partitions().size() + " partitions)")
                .collect(Collectors.joining(", ")));
    }
}
