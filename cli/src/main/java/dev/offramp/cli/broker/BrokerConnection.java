package dev.offramp.cli.broker;

import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.kafka.JaasCheck;
import dev.offramp.kafka.TopicRights;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;

/** Asks a broker what it has and makes topics on it; gives up after a bounded time, with a message that names the broker. */
public final class BrokerConnection implements AutoCloseable {

    /** How long a command waits for a broker. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String bootstrapServers;
    private final Duration patience;
    private final Admin admin;

    private BrokerConnection(String bootstrapServers, Duration patience, Admin admin) {
        this.bootstrapServers = bootstrapServers;
        this.patience = patience;
        this.admin = admin;
    }

    /**
     * Connects, or fails with one line where no broker answers within {@link #PATIENCE}.
     *
     * @param properties of Kafka's own client, for its security
     */
    public static BrokerConnection open(String bootstrapServers, Map<String, String> properties) {
        return open(bootstrapServers, properties, PATIENCE);
    }

    static BrokerConnection open(String bootstrapServers, Map<String, String> properties, Duration patience) {
        var connection =
                new BrokerConnection(bootstrapServers, patience, client(bootstrapServers, properties, patience));
        try {
            connection.topics();
            return connection;
        } catch (CommandFailure unreachable) {
            connection.close();
            throw unreachable;
        }
    }

    /** The topics that a client can see, without the broker's own. */
    public Set<String> topics() {
        try {
            return new TreeSet<>(await(admin.listTopics().names()));
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof AuthenticationException refused) {
                throw new CommandFailure(
                        "the broker at " + bootstrapServers + " does not know who asks: " + refused.getMessage(),
                        failure);
            }
            throw new CommandFailure(
                    "no Kafka broker answers at " + bootstrapServers + " (waited " + patience.toSeconds()
                            + " s): is it running, and is --bootstrap right?",
                    failure);
        }
    }

    /** The same for topics that all are wanted for one thing. */
    public void requireTopics(Collection<String> wanted, AclOperation right, String remedy) {
        Map<String, Set<AclOperation>> rights = new TreeMap<>();
        wanted.forEach(topic -> rights.put(topic, Set.of(right)));
        requireTopics(rights, remedy);
    }

    /**
     * Fails with one line that names the topics which are not there, and says what to do about it; or the rights that are not granted.
     *
     * @param wanted what has to be allowed, by topic
     */
    public void requireTopics(Map<String, Set<AclOperation>> wanted, String remedy) {
        TopicRights rights = TopicRights.ask(admin, wanted.keySet(), patience);
        if (!rights.unknown().isEmpty()) {
            throw new CommandFailure("the broker at " + bootstrapServers + " has no topic "
                    + String.join(", ", new TreeSet<>(rights.unknown())) + "; " + remedy);
        }
        Map<String, Set<AclOperation>> missing = rights.missing(wanted);
        if (!missing.isEmpty()) {
            throw new CommandFailure(BrokerRefusal.of(bootstrapServers, missing));
        }
    }

    /** Makes the topics that are not there yet and waits until they can be written; returns those that it made. */
    public List<String> createTopics(Collection<NewTopic> wanted) {
        Set<String> there = topics();
        var creations = admin.createTopics(wanted.stream()
                        .filter(topic -> !there.contains(topic.name()))
                        .toList())
                .values();
        var made = creations.entrySet().stream()
                .filter(this::isNew)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        long deadline = System.nanoTime() + patience.toNanos();
        while (!topics().containsAll(creations.keySet())) {
            if (System.nanoTime() > deadline) {
                throw new CommandFailure(
                        "the broker at " + bootstrapServers + " made the topics but does not show them");
            }
        }
        awaitLeaders(made);
        return made;
    }

    /**
     * Waits until the leader of every partition knows that it is one. A producer that comes earlier may see its first batches
     * refused and a later one taken; an idempotent one then never gets the first ones in, however often it tries.
     */
    private void awaitLeaders(List<String> topics) {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        try {
            await(admin.describeTopics(topics).allTopicNames()).forEach((topic, description) -> description
                    .partitions()
                    .forEach(partition ->
                            ends.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest())));
            await(admin.listOffsets(ends).all());
        } catch (ExecutionException failure) {
            throw new CommandFailure(
                    "the broker at " + bootstrapServers + " made the topics but does not take records for them: "
                            + failure.getMessage(),
                    failure);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }

    private boolean isNew(Map.Entry<String, KafkaFuture<Void>> creation) {
        try {
            await(creation.getValue());
            return true;
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof TopicExistsException) {
                return false;
            }
            if (failure.getCause() instanceof AuthorizationException) {
                throw new CommandFailure(
                        BrokerRefusal.of(bootstrapServers, Map.of(creation.getKey(), Set.of(AclOperation.CREATE))),
                        failure);
            }
            throw new CommandFailure(
                    "topic " + creation.getKey() + " could not be made at " + bootstrapServers + ": "
                            + failure.getMessage(),
                    failure);
        }
    }

    /** The client's own time limit ends every wait. */
    private static <T> T await(KafkaFuture<T> answer) throws ExecutionException {
        try {
            return answer.get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("stopped while waiting for the broker", stopped);
        }
    }

    private static Admin client(String bootstrapServers, Map<String, String> properties, Duration patience) {
        JaasCheck.problem(properties).ifPresent(problem -> {
            throw new CommandFailure(SaslConfigs.SASL_JAAS_CONFIG + " " + problem);
        });
        String millis = Long.toString(patience.toMillis());
        Map<String, Object> settings = new HashMap<>(properties);
        settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
        try {
            return Admin.create(settings);
        } catch (KafkaException failure) {
            JaasCheck.problem(properties, failure).ifPresent(problem -> {
                throw new CommandFailure(SaslConfigs.SASL_JAAS_CONFIG + " " + problem);
            });
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            throw new CommandFailure(
                    "--bootstrap " + bootstrapServers
                            + (properties.isEmpty() ? "" : " with properties " + properties.keySet())
                            + " cannot be used: " + cause.getMessage(),
                    failure);
        }
    }
}
