package dev.offramp.kafka;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.common.config.SaslConfigs;

/**
 * Whether the user's properties of Kafka's own clients, which win over the job's, leave the job right.
 *
 * @param properties      without their prefix
 * @param largestRequest  bytes that the job may have to send at once
 */
record ClientPropertiesCheck(Map<String, String> properties, int largestRequest) {

    /** A property that may have some values only. */
    private record Bound(String key, String allowed, String because) {}

    private static final List<Bound> BOUNDS = List.of(
            new Bound(
                    ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                    "(?i)true",
                    "must be true: a batch that is sent again would be written twice"),
            new Bound(
                    ProducerConfig.ACKS_CONFIG,
                    "all|-1",
                    "must be all: an answer that one broker alone has is lost with it"),
            new Bound(
                    ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                    "[1-5]",
                    "must be between 1 and 5: of more, the broker cannot tell what comes twice"),
            new Bound(
                    ProducerConfig.RETRIES_CONFIG,
                    "[1-9][0-9]*",
                    "must be at least 1: without it, a broker that changes its leader fails the job"),
            new Bound(
                    ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                    "read_committed",
                    "must be read_committed: frames of an aborted transaction would be answered"),
            new Bound(
                    ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                    "(?i)false",
                    "must be false: frames would count as read before they are answered"),
            new Bound(
                    ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                    "earliest",
                    "must be earliest: frames would be skipped where offsets are gone"));

    /** What the job has an option of its own for, or no choice at all. */
    private static final Map<String, String> NOT_HERE = Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "is " + KafkaOptions.BOOTSTRAP_SERVERS.key(),
            ConsumerConfig.GROUP_ID_CONFIG, "is " + KafkaOptions.GROUP_ID.key(),
            ProducerConfig.TRANSACTIONAL_ID_CONFIG, "is " + KafkaOptions.TRANSACTIONAL_ID_PREFIX.key(),
            ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, "cannot be set: the job writes bytes",
            ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, "cannot be set: the job writes bytes",
            ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, "cannot be set: the job reads bytes",
            ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, "cannot be set: the job reads bytes");

    /** One sentence a property, which names it. */
    List<String> problems() {
        Map<String, String> byKey = new TreeMap<>();
        addUnreadable(ProducerConfig.configDef(), byKey);
        addUnreadable(ConsumerConfig.configDef(), byKey);
        JaasCheck.problem(properties).ifPresent(problem -> byKey.put(SaslConfigs.SASL_JAAS_CONFIG, problem));
        NOT_HERE.forEach((key, why) -> {
            if (properties.containsKey(key)) {
                byKey.putIfAbsent(key, why);
            }
        });
        BOUNDS.stream()
                .filter(this::isCrossed)
                .forEach(bound ->
                        byKey.putIfAbsent(bound.key(), bound.because() + "; was " + properties.get(bound.key())));
        addTooSmallRequests(byKey);
        return byKey.entrySet().stream()
                .map(problem -> KafkaSettings.CLIENT_PREFIX + problem.getKey() + " " + problem.getValue())
                .toList();
    }

    /** What Kafka itself says of a value; of classes nothing, for they need be on the cluster only. */
    private void addUnreadable(ConfigDef known, Map<String, String> byKey) {
        for (ConfigValue value : known.validate(properties)) {
            boolean wrong = !value.errorMessages().isEmpty() && !isClass(known, value.name());
            if (wrong && properties.containsKey(value.name())) {
                byKey.put(
                        value.name(), "cannot be read: " + value.errorMessages().get(0));
            }
        }
    }

    private static boolean isClass(ConfigDef known, String key) {
        ConfigDef.ConfigKey declared = known.configKeys().get(key);
        return declared != null && declared.type() == ConfigDef.Type.CLASS;
    }

    private boolean isCrossed(Bound bound) {
        return properties.containsKey(bound.key())
                && !properties.get(bound.key()).trim().matches(bound.allowed());
    }

    private void addTooSmallRequests(Map<String, String> byKey) {
        String key = ProducerConfig.MAX_REQUEST_SIZE_CONFIG;
        String size = properties.get(key);
        if (size != null && !byKey.containsKey(key) && Integer.parseInt(size.trim()) < largestRequest) {
            byKey.put(
                    key,
                    "must be at least " + largestRequest + " with " + KafkaOptions.MAX_RESULT_BYTES.key()
                            + " as it is, was " + size);
        }
    }
}
