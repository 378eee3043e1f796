package dev.offramp.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;

/**
 * The questions that the job has for a broker, each with bounded patience. What fails, fails with Kafka's own unchecked exceptions;
 * a setting that the broker does not show is empty.
 */
public record BrokerQuestions(Admin admin, Duration patience) implements AutoCloseable {

    private static final String LONGEST_TRANSACTION = "transaction.max.timeout.ms";

    /** For what is under way still: nobody waits for it any more. */
    private static final Duration CLOSING = Duration.ofSeconds(1);

    /** Makes ready to ask as the job's clients do; a broker is asked by the first question only. */
    public static BrokerQuestions to(KafkaSettings settings, Duration patience) {
        Map<String, Object> client = new HashMap<>(settings.clientProperties());
        client.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
        client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
        return new BrokerQuestions(Admin.create(client), patience);
    }

    /** What the client may do with topics, and which are not there. */
    public TopicRights rights(Collection<String> topics) {
        return TopicRights.ask(admin, topics, patience);
    }

    /**
     * Whether something is allowed in a consumer group: READ to commit offsets, DESCRIBE to see them. One that is not there yet, or has no
     * coordinator yet, does not tell.
     */
    boolean isAllowed(AclOperation operation, String group) {
        try {
            return await(admin.describeConsumerGroups(
                                    List.of(group),
                                    new DescribeConsumerGroupsOptions().includeAuthorizedOperations(true))
                            .all())
                    .values()
                    .stream()
                    .map(found -> Optional.ofNullable(found.authorizedOperations()))
                    .allMatch(granted -> granted.isEmpty() || granted.get().contains(operation));
        } catch (GroupAuthorizationException hidden) {
            return false;
        } catch (GroupIdNotFoundException | TimeoutException notYet) {
            return true;
        }
    }

    /** Whether the job may see transactions of this id, and so may have them: who may write them may see them. */
    boolean mayTransact(String transactionalId) {
        try {
            await(admin.describeTransactions(List.of(transactionalId)).description(transactionalId));
            return true;
        } catch (TransactionalIdAuthorizationException hidden) {
            return false;
        } catch (TransactionalIdNotFoundException | TimeoutException notYet) {
            return true;
        }
    }

    /** All partitions of topics that exist. */
    List<TopicPartition> partitions(Collection<String> topics) {
        return await(admin.describeTopics(topics).allTopicNames()).values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .toList();
    }

    /** The largest record that each topic takes, bytes. */
    public Optional<Map<String, Long>> largestRecords(Collection<String> topics) {
        Map<String, Long> largest = new HashMap<>();
        for (Map.Entry<ConfigResource, Config> topic :
                configs(ConfigResource.Type.TOPIC, topics).entrySet()) {
            value(topic.getValue(), TopicConfig.MAX_MESSAGE_BYTES_CONFIG)
                    .ifPresent(bytes -> largest.put(topic.getKey().name(), Long.valueOf(bytes)));
        }
        return largest.keySet().containsAll(topics) ? Optional.of(largest) : Optional.empty();
    }

    /** The longest transaction that every broker of the cluster allows. */
    Optional<Duration> longestTransaction() {
        List<String> brokers = await(admin.describeCluster().nodes()).stream()
                .map(Node::idString)
                .toList();
        return configs(ConfigResource.Type.BROKER, brokers).values().stream()
                .flatMap(broker -> value(broker, LONGEST_TRANSACTION).stream())
                .map(Long::valueOf)
                .min(Long::compare)
                .map(Duration::ofMillis);
    }

    /** Who writes to a topic, as the sinks ask before they end what an earlier run left open. */
    void writers(String topic) {
        await(admin.describeProducers(partitions(List.of(topic))).all());
    }

    /** Their settings; none of all of them where the broker does not show those of one. */
    public Map<ConfigResource, Config> configs(ConfigResource.Type type, Collection<String> names) {
        try {
            return await(admin.describeConfigs(names.stream()
                            .map(name -> new ConfigResource(type, name))
                            .toList())
                    .all());
        } catch (AuthorizationException notShown) {
            return Map.of();
        }
    }

    /** What a setting is; empty where it is not shown. */
    public static Optional<String> value(Config config, String name) {
        return Optional.ofNullable(config.get(name)).map(ConfigEntry::value);
    }

    /** Waits for what another question is answered, as patiently. */
    public <T> T await(KafkaFuture<T> answer) {
        return KafkaAnswer.await(answer, patience);
    }

    @Override
    public void close() {
        admin.close(CLOSING);
    }
}
