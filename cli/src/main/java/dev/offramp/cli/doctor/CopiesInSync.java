package dev.offramp.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.TopicConfig;

/** Whether what is written can be acknowledged by as many copies as it has to be, and still can when one broker is away. */
final class CopiesInSync implements Check<Broker> {

    private static final String SETTING = TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG;

    @Override
    public String name() {
        return "copies";
    }

    @Override
    public void examine(Broker broker, Findings findings) {
        if (broker.topics().isEmpty()) {
            findings.skipped(Broker.NO_TOPIC);
            return;
        }
        Map<String, String> inSync = broker.settings(List.copyOf(broker.topics().keySet()), SETTING, findings);
        Map<String, List<String>> single = new TreeMap<>();
        for (TopicDescription described : broker.topics().values()) {
            String topic = described.name();
            leaderless(described, findings);
            if (inSync.containsKey(topic)) {
                Copies copies = Copies.of(described, Integer.parseInt(inSync.get(topic)));
                copies.tell(topic, findings);
                copies.weakness().ifPresent(weak -> single.computeIfAbsent(weak, none -> new ArrayList<>())
                        .add(topic));
            }
        }
        single.forEach((weakness, topics) -> findings.warning(
                String.join(", ", topics) + ": " + weakness,
                "replication.factor 3 and " + SETTING + " 2 where answers must not be lost"));
        findings.okOtherwise("every partition has a leader and can be written with one broker away");
    }

    private static void leaderless(TopicDescription topic, Findings findings) {
        List<Integer> without = topic.partitions().stream()
                .filter(partition ->
                        partition.leader() == null || partition.leader().isEmpty())
                .map(TopicPartitionInfo::partition)
                .toList();
        if (!without.isEmpty()) {
            findings.wrong(
                    "topic " + topic.name() + " has no leader for partitions " + without
                            + ": nobody can read or write them",
                    "start the brokers that hold them");
        }
    }
}
