package dev.offramp.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** Asks the broker, before the job starts, whether the job can run on it. */
public record BrokerCheck(KafkaSettings settings, Duration patience) {

    /** One sentence a problem; empty where the broker answers, has the topics and takes the largest result. */
    public List<String> problems() {
        Map<String, Object> client = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) patience.toMillis(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
        try (Admin admin = Admin.create(client)) {
            return problems(admin);
        } catch (KafkaException | TimeoutException | ExecutionException e) {
            return List.of("no Kafka broker answers at " + settings.bootstrapServers() + " within "
                    + patience.toSeconds() + " s (kafka.bootstrap-servers): " + rootMessage(e));
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
        }
        return problems;
    }

    private List<String> sizeProblems(Admin admin) throws InterruptedException, ExecutionException, TimeoutException {
        String topic = settings.topics().classifications();
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Collection<Config> configs = admin.describeConfigs(List.of(resource))
                .all()
                .get(patience.toMillis(), TimeUnit.MILLISECONDS)
                .values();
        List<String> problems = new ArrayList<>();
        for (Config config : configs) {
            long max = Long.parseLong(
                    config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG).value());
            if (max < settings.maxResultBytes()) {
                problems.add(KafkaOptions.MAX_RESULT_BYTES.key() + " is " + settings.maxResultBytes() + ", but topic "
                        + topic + " takes at most " + max + " bytes (max.message.bytes)");
            }
        }
        return problems;
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
