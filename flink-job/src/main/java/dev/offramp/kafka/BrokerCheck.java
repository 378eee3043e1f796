package dev.offramp.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Asks the broker, before the job starts, whether the job can run on it.
 *
 * @param steers whether it publishes policies itself
 */
public record BrokerCheck(KafkaSettings settings, boolean steers, Duration patience) {

    private static final int BATCH_OVERHEAD_BYTES = 1024;

    /** No problem where the broker answers, has the topics, takes the largest result and allows the transactions. */
    public BrokerFindings findings() {
        Map<String, Object> client = new HashMap<>(settings.clientProperties());
        client.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
        client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
        try (Admin admin = Admin.create(client)) {
            return findings(new BrokerQuestions(admin, patience));
        } catch (KafkaException failure) {
            return new BrokerFindings(List.of(reason(failure)), List.of(), settings.transactionTimeout());
        }
    }

    private BrokerFindings findings(BrokerQuestions broker) {
        List<String> missing = new ArrayList<>(missingTopics(broker));
        missing.addAll(missingGroups(broker));
        if (!missing.isEmpty()) {
            return new BrokerFindings(missing, List.of(), settings.transactionTimeout());
        }
        List<String> problems = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        checkSizes(broker, problems, warnings);
        checkOrder(broker, problems);
        if (settings.guarantee() != DeliveryGuarantee.EXACTLY_ONCE) {
            return new BrokerFindings(problems, warnings, settings.transactionTimeout());
        }
        TransactionCheck transactions = new TransactionCheck(settings, broker);
        TransactionTimeout fitted = transactions.fit(problems, warnings);
        problems.addAll(transactions.problemsAtStart());
        return new BrokerFindings(problems, warnings, fitted);
    }

    private List<String> missingTopics(BrokerQuestions broker) {
        Map<String, Set<AclOperation>> wanted = settings.rights(steers);
        TopicRights rights = broker.rights(wanted.keySet());
        List<String> missing = new ArrayList<>();
        settings.topics().all().stream()
                .filter(rights.unknown()::contains)
                .forEach(topic -> missing.add("topic " + topic + " does not exist on " + settings.bootstrapServers()));
        rights.missing(wanted)
                .forEach((topic, operations) -> missing.add(
                        "the job must be allowed to " + TopicRights.spoken(operations) + " topic " + topic));
        return missing;
    }

    private List<String> missingGroups(BrokerQuestions broker) {
        return settings.groups().stream()
                .filter(group -> !broker.mayCommit(group))
                .map(group -> "the job must be allowed to READ group " + group + ", where it says how far it has read")
                .toList();
    }

    private void checkSizes(BrokerQuestions broker, List<String> problems, List<String> warnings) {
        Map<String, Integer> written = new HashMap<>(Map.of(
                settings.topics().classifications(), settings.maxResultBytes(),
                settings.topics().rejects(), KafkaSettings.LARGEST_REJECT_BYTES,
                settings.topics().throughput(), KafkaSettings.LARGEST_REJECT_BYTES));
        settings.topics().states().ifPresent(states -> written.put(states, KafkaSettings.LARGEST_STATE_BYTES));
        Optional<Map<String, Long>> largest = broker.largestRecords(written.keySet());
        if (largest.isEmpty()) {
            warnings.add("the broker does not show max.message.bytes of "
                    + settings.topics().outgoing()
                    + " (DESCRIBE_CONFIGS on these topics): where it is below " + KafkaOptions.MAX_RESULT_BYTES.key()
                    + ", a large result fails the job");
        }
        largest.orElse(Map.of()).forEach((topic, max) -> {
            int needed = written.getOrDefault(topic, 0) + BATCH_OVERHEAD_BYTES;
            if (max < needed) {
                problems.add("topic " + topic + " takes records of at most " + max
                        + " bytes (max.message.bytes), the job may write " + needed + " ("
                        + KafkaOptions.MAX_RESULT_BYTES.key() + " for classifications)");
            }
        });
    }

    /** Updates of one policy have different keys, and only within one partition an order. */
    private void checkOrder(BrokerQuestions broker, List<String> problems) {
        String topic = settings.topics().policies();
        int partitions = broker.partitions(List.of(topic)).size();
        if (partitions != 1) {
            problems.add(
                    "topic " + topic + " must have one partition, for policies need an order; it has " + partitions);
        }
    }

    private String reason(KafkaException failure) {
        if (failure instanceof InterruptException) {
            return "interrupted while asking the broker at " + settings.bootstrapServers();
        }
        if (failure instanceof ApiException && !(failure instanceof TimeoutException)) {
            return "the broker at " + settings.bootstrapServers() + " refuses what the job has to ask: "
                    + rootMessage(failure);
        }
        return "no Kafka broker answers at " + settings.bootstrapServers() + " within " + patience.toSeconds()
                + " s (kafka.bootstrap-servers): " + rootMessage(failure);
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
