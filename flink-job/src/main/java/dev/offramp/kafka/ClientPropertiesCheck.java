package dev.offramp.kafka;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;

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
        Set<String> problems = new LinkedHashSet<>();
        unreadable(ProducerConfig.configDef()).forEach(problems::add);
        unreadable(ConsumerConfig.configDef()).forEach(problems::add);
        if (!problems.isEmpty()) {
            return List.copyOf(problems);
        }
        NOT_HERE.forEach((key, why) -> {
            if (properties.containsKey(key)) {
                problems.add(KafkaSettings.CLIENT_PREFIX + key + " " + why);
            }
        });
        BOUNDS.stream()
                .filter(this::isCrossed)
                .forEach(bound -> problems.add(KafkaSettings.CLIENT_PREFIX + bound.key() + " " + bound.because()
                        + "; was " + properties.get(bound.key())));
        addTooSmallRequests(problems);
        return List.copyOf(problems);
    }

    /** What Kafka itself says of a value; of classes nothing, for they need be on the cluster only. */
    private Stream<String> unreadable(ConfigDef known) {
        return known.validate(properties).stream()
                .filter(value -> properties.containsKey(value.name()) && !isClass(known, value.name()))
                .map(ConfigValue::errorMessages)
                .flatMap(messages -> messages.stream().limit(1)) // the next ones follow from it
                .map(message -> KafkaSettings.CLIENT_PREFIX + "…: " + message);
    }

    private static boolean isClass(ConfigDef known, String key) {
        ConfigDef.ConfigKey declared = known.configKeys().get(key);
        return declared != null && declared.type() == ConfigDef.Type.CLASS;
    }

    private boolean isCrossed(Bound bound) {
        return properties.containsKey(bound.key())
                && !properties.get(bound.key()).trim().matches(bound.allowed());
    }

    private void addTooSmallRequests(Set<String> problems) {
        String key = ProducerConfig.MAX_REQUEST_SIZE_CONFIG;
        if (properties.containsKey(key) && Integer.parseInt(properties.get(key).trim()) < largestRequest) {
            problems.add(KafkaSettings.CLIENT_PREFIX + key + " must be at least " + largestRequest + " with "
                    + KafkaOptions.MAX_RESULT_BYTES.key() + " as it is, was " + properties.get(key));
        }
    }
}
