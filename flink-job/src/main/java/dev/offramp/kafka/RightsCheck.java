package dev.offramp.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.acl.AclOperation;

/**
 * What somebody has to be allowed on a broker, by topic and by consumer group.
 *
 * @param who as a sentence begins: {@code the job}
 */
public record RightsCheck(String who, Map<String, Set<AclOperation>> topics, Map<String, AclOperation> groups) {

    public RightsCheck {
        topics = Map.copyOf(topics);
        groups = Map.copyOf(groups);
    }

    /**
     * Of the job itself.
     *
     * @param steers whether it publishes policies
     */
    public static RightsCheck ofJob(KafkaSettings settings, boolean steers) {
        Map<String, AclOperation> groups = new TreeMap<>();
        settings.groups().forEach(group -> groups.put(group, AclOperation.READ));
        return new RightsCheck("the job", settings.rights(steers), groups);
    }

    /** The topics that are not there, as far as they are told of. */
    public Set<String> missingTopics(BrokerQuestions broker) {
        return broker.rights(topics.keySet()).unknown();
    }

    /** The rights that are not granted, one sentence a resource, on topics that are there. */
    public List<String> problems(BrokerQuestions broker) {
        List<String> problems = new ArrayList<>();
        broker.rights(topics.keySet())
                .missing(topics)
                .forEach((topic, operations) -> problems.add(
                        who + " must be allowed to " + TopicRights.spoken(operations) + " topic " + topic));
        new TreeMap<>(groups).forEach((group, operation) -> {
            if (!broker.isAllowed(operation, group)) {
                problems.add(who + " must be allowed to " + operation + " group " + group
                        + ", where the job says how far it has read");
            }
        });
        return problems;
    }
}
