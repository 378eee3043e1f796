package dev.offramp.kafka;

import dev.offramp.refresh.RefreshOptions;
import dev.offramp.registry.RegistrySettings;
import dev.offramp.registry.WriterSchemas;
import dev.offramp.results.ResultsOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.acl.AclOperation;

/**
 * Topics and broker, checked.
 *
 * @param startPatience    with what is not there yet when the job starts
 * @param maxResultBytes   key and value of a classification together
 * @param clientProperties for every Kafka client of the job: security, mostly; they win over what the job would choose
 * @param registry         of schemas, where there is one
 */
public record KafkaSettings(
        String bootstrapServers,
        Duration startPatience,
        Topics topics,
        String groupId,
        DeliveryGuarantee guarantee,
        String transactionalIdPrefix,
        TransactionTimeout transactionTimeout,
        int maxResultBytes,
        Map<String, String> clientProperties,
        RegistrySettings registry) {

    /** What a reject has at most, whatever it keeps of the record; also more than a throughput window has. */
    static final int LARGEST_REJECT_BYTES = 832 * 1024;

    /** What a state has at most: two names of a class, a bundle's and a stream's. */
    static final int LARGEST_STATE_BYTES = 64 * 1024;

    /** What the source of frames is in its group's name. */
    static final String FRAMES_ROLE = "frames";

    /** And that of policies. */
    static final String POLICIES_ROLE = "policies";

    /** And that of bundles. */
    static final String BUNDLES_ROLE = "bundles";

    /** Before the properties of Kafka's own clients. */
    public static final String CLIENT_PREFIX = "kafka.properties.";

    /** What a record has in a request beside its key and value, generously. */
    private static final int RECORD_OVERHEAD_BYTES = 64 * 1024;

    private static final long LARGEST_RESULT = 1 << 30;

    /**
     * The topics by name.
     *
     * @param states  where there are any
     * @param bundles where they change without a restart
     */
    public record Topics(
            String frames,
            String policies,
            String classifications,
            String rejects,
            String throughput,
            Optional<String> states,
            Optional<String> bundles) {

        /** All of them, in the order of the flow. */
        public List<String> all() {
            return Stream.of(
                            Stream.of(frames, policies),
                            bundles.stream(),
                            Stream.of(classifications, rejects, throughput),
                            states.stream())
                    .flatMap(topics -> topics)
                    .toList();
        }

        /** Those that are written in transactions. */
        public List<String> outgoing() {
            return Stream.concat(Stream.of(classifications, rejects, throughput), states.stream())
                    .toList();
        }
    }

    /** Reads the options of this package; what is wrong with them is added to {@code problems}. */
    public static KafkaSettings from(Configuration config, List<String> problems) {
        String servers = config.getOptional(KafkaOptions.BOOTSTRAP_SERVERS).orElse("");
        if (servers.isBlank()) {
            problems.add(KafkaOptions.BOOTSTRAP_SERVERS.key() + " is required, as host:port");
        }
        Topics topics = new Topics(
                config.get(KafkaOptions.FRAMES_TOPIC),
                config.get(KafkaOptions.POLICIES_TOPIC),
                config.get(KafkaOptions.CLASSIFICATIONS_TOPIC),
                config.get(KafkaOptions.REJECTS_TOPIC),
                config.get(KafkaOptions.THROUGHPUT_TOPIC),
                config.getOptional(ResultsOptions.SMOOTHING_DECAY).map(decay -> config.get(KafkaOptions.STATES_TOPIC)),
                config.getOptional(RefreshOptions.BUNDLES_TOPIC));
        if (topics.all().stream().distinct().count() < topics.all().size()) {
            problems.add("the topics must differ, were " + topics.all());
        }
        DeliveryGuarantee guarantee = config.get(KafkaOptions.DELIVERY_GUARANTEE);
        if (guarantee == DeliveryGuarantee.NONE) {
            problems.add(KafkaOptions.DELIVERY_GUARANTEE.key() + " must be exactly-once or at-least-once, was none");
        }
        Map<String, String> clientProperties = clientProperties(config);
        int maxResultBytes = maxResultBytes(config, problems);
        new ClientPropertiesCheck(clientProperties, requestBytes(maxResultBytes))
                .problems()
                .forEach(problems::add);
        return new KafkaSettings(
                servers,
                config.get(KafkaOptions.START_PATIENCE),
                topics,
                config.get(KafkaOptions.GROUP_ID),
                guarantee,
                config.get(KafkaOptions.TRANSACTIONAL_ID_PREFIX),
                TransactionTimeout.from(config, clientProperties, problems),
                maxResultBytes,
                clientProperties,
                RegistrySettings.from(config, problems));
    }

    /** The same with the timeout that a broker allows. */
    public KafkaSettings with(TransactionTimeout fitted) {
        return new KafkaSettings(
                bootstrapServers,
                startPatience,
                topics,
                groupId,
                guarantee,
                transactionalIdPrefix,
                fitted,
                maxResultBytes,
                clientProperties,
                registry);
    }

    /** What says, to a reader of these topics, with which schema a record was written. */
    public WriterSchemas writerSchemas() {
        return WriterSchemas.of(registry);
    }

    /** The consumer group in which the job says how far it has read the frames. */
    public String framesGroup() {
        return groupOf(FRAMES_ROLE);
    }

    /** With what the ids of transactions on a topic begin. */
    String transactionalIdPrefix(String topic) {
        return transactionalIdPrefix + "-" + topic;
    }

    /** The consumer groups of the job. */
    List<String> groups() {
        return Stream.concat(
                        Stream.of(FRAMES_ROLE, POLICIES_ROLE), topics.bundles().map(topic -> BUNDLES_ROLE).stream())
                .map(this::groupOf)
                .toList();
    }

    /**
     * What the job must be allowed, by topic.
     *
     * @param steers whether it publishes policies itself
     */
    public Map<String, Set<AclOperation>> rights(boolean steers) {
        Map<String, Set<AclOperation>> rights = new TreeMap<>();
        topics.outgoing().forEach(topic -> rights.put(topic, Set.of(AclOperation.WRITE)));
        rights.put(topics.frames(), Set.of(AclOperation.READ));
        rights.put(
                topics.policies(), steers ? Set.of(AclOperation.READ, AclOperation.WRITE) : Set.of(AclOperation.READ));
        topics.bundles().ifPresent(topic -> rights.put(topic, Set.of(AclOperation.READ, AclOperation.WRITE)));
        return rights;
    }

    /** The consumer group of one of the job's sources. */
    String groupOf(String role) {
        return groupId + "-" + role;
    }

    /** What a request has at most: any record of the job, alone. */
    int requestBytes() {
        return requestBytes(maxResultBytes);
    }

    private static int requestBytes(int maxResultBytes) {
        return Math.max(maxResultBytes, LARGEST_REJECT_BYTES) + RECORD_OVERHEAD_BYTES;
    }

    /** No client tells its broker of itself (KIP-714) unless it is wanted to. */
    private static Map<String, String> clientProperties(Configuration config) {
        Map<String, String> properties = new TreeMap<>(Map.of(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, "false"));
        config.toMap().forEach((key, value) -> {
            if (key.startsWith(CLIENT_PREFIX)) {
                properties.put(key.substring(CLIENT_PREFIX.length()), value);
            }
        });
        return properties;
    }

    private static int maxResultBytes(ReadableConfig config, List<String> problems) {
        long bytes = config.get(KafkaOptions.MAX_RESULT_BYTES).getBytes();
        if (bytes < 1 || bytes > LARGEST_RESULT) {
            problems.add(KafkaOptions.MAX_RESULT_BYTES.key() + " must be between 1 and " + LARGEST_RESULT
                    + " bytes, was " + bytes);
            return 1;
        }
        return (int) bytes;
    }
}
