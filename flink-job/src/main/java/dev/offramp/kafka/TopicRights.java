package dev.offramp.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * What a broker lets its client do with some topics, as it tells whoever asks. Without the right to see a topic, nobody is told whether it
 * is there.
 *
 * @param granted by topic, of those that are there or are not told of
 */
public record TopicRights(Map<String, Set<AclOperation>> granted, Set<String> unknown) {

    public TopicRights {
        granted = Map.copyOf(granted);
        unknown = Set.copyOf(unknown);
    }

    /**
     * Asks.
     *
     * @throws org.apache.kafka.common.KafkaException where the broker does not answer
     */
    public static TopicRights ask(Admin admin, Collection<String> topics, Duration patience) {
        Map<String, KafkaFuture<TopicDescription>> answers = admin.describeTopics(
                        topics, new DescribeTopicsOptions().includeAuthorizedOperations(true))
                .topicNameValues();
        Map<String, Set<AclOperation>> granted = new HashMap<>();
        Set<String> unknown = new TreeSet<>();
        answers.forEach((topic, answer) -> {
            try {
                granted.put(topic, granted(KafkaAnswer.await(answer, patience)));
            } catch (TopicAuthorizationException hidden) {
                granted.put(topic, Set.of());
            } catch (UnknownTopicOrPartitionException none) {
                unknown.add(topic);
            }
        });
        return new TopicRights(granted, unknown);
    }

    /** Of the rights that are wanted those that are not granted, by topic. */
    public Map<String, Set<AclOperation>> missing(Map<String, Set<AclOperation>> wanted) {
        Map<String, Set<AclOperation>> missing = new TreeMap<>();
        wanted.forEach((topic, operations) -> {
            Set<AclOperation> left = new TreeSet<>(operations);
            left.removeAll(granted.getOrDefault(topic, operations));
            if (!left.isEmpty()) {
                missing.put(topic, left);
            }
        });
        return missing;
    }

    /** As a person reads it: {@code READ, WRITE}. */
    public static String spoken(Set<AclOperation> operations) {
        return operations.stream().sorted().map(AclOperation::name).collect(Collectors.joining(", "));
    }

    /** A broker that does not tell has nobody who forbids. */
    private static Set<AclOperation> granted(TopicDescription topic) {
        return Optional.ofNullable(topic.authorizedOperations())
                .filter(operations -> !operations.isEmpty())
                .orElseGet(() -> EnumSet.allOf(AclOperation.class));
    }
}
