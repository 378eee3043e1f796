package dev.offramp.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** Asks the broker, before the job starts, whether the job can run on it. */
public record BrokerCheck(KafkaSettings settings, Duration patience) {

    private static final int BATCH_OVERHEAD_BYTES = 1024;

    /** One sentence a problem; empty where the broker answers, has the topics and takes the largest result. */
    public List<String> problems() {
        Map<String, Object> client = new HashMap<>(settings.clientProperties());
        client.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
        client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
        try (Admin admin = Admin.create(client)) {
            return problems(admin);
        } catch (ExecutionException e) {
            return List.of(
                    isTimeout(e)
                            ? unreachable(e)
                            : "the broker at " + settings.bootstrapServers() + " refuses what the job has to ask: "
                                    + rootMessage(e));
        } catch (KafkaException | TimeoutException e) {
            return List.of(unreachable(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of("interrupted while asking the broker at " + settings.bootstrapServers());
        }
    }

    private List<String> problems(Admin admin) throws InterruptedException, ExecutionException, TimeoutException {
        Set<String> existing = admin.listTopics().names().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        List<String> problems = new ArrayList<>();
        for (String topic : settings.topics().all()) {
            if (!existing.contains(topic)) {
                problems.add("topic " + topic + " does not exist on " + settings.bootstrapServers());
            }
        }
        if (problems.isEmpty()) {
            problems.addAll(sizeProblems(admin));
            problems.addAll(orderProblems(admin));
        }
        return problems;
    }

    private List<String> sizeProblems(Admin admin) throws InterruptedException, ExecutionException, TimeoutException {
        Map<String, Integer> largest = Map.of(
                settings.topics().classifications(), settings.maxResultBytes(),
                settings.topics().rejects(), KafkaSettings.LARGEST_REJECT_BYTES,
                settings.topics().throughput(), KafkaSettings.LARGEST_REJECT_BYTES);
        List<ConfigResource> topics = largest.keySet().stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                .toList();
        List<String> problems = new ArrayList<>();
        admin.describeConfigs(topics)
                .all()
                .get(patience.toMillis(), TimeUnit.MILLISECONDS)
                .forEach((topic, config) -> {
                    long max = Long.parseLong(
                            config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG).value());
                    int needed = largest.getOrDefault(topic.name(), 0) + BATCH_OVERHEAD_BYTES;
                    if (max < needed) {
                        problems.add("topic " + topic.name() + " takes records of at most " + max
                                + " bytes (max.message.bytes), the job may write " + needed
                                + " (" + KafkaOptions.MAX_RESULT_BYTES.key() + " for classifications)");
                    }
                });
        return problems;
    }

    /** Updates of one policy have different keys, and only within one partition an order. */
    private List<String> orderProblems(Admin admin) throws InterruptedException, ExecutionException, TimeoutException {
        String topic = settings.topics().policies();
        return admin
                .describeTopics(List.of(topic))
                .allTopicNames()
                .get(patience.toMillis(), TimeUnit.MILLISECONDS)
                .values()
                .stream()
                .map(described -> described.partitions().size())
                .filter(partitions -> partitions != 1)
                .map(partitions ->
                        "topic " + topic + " must have one partition, for policies need an order; it has " + partitions)
                .toList();
    }

    private String unreachable(Exception failure) {
        return "no Kafka broker answers at " + settings.bootstrapServers() + " within " + patience.toSeconds()
                + " s (kafka.bootstrap-servers): " + rootMessage(failure);
    }

    private static boolean isTimeout(ExecutionException failure) {
        return failure.getCause() instanceof org.apache.kafka.common.errors.TimeoutException;
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
