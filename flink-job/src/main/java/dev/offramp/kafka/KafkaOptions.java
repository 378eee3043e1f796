package dev.offramp.kafka;

import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.connector.base.DeliveryGuarantee;

/** What can be set about topics and the broker. */
public final class KafkaOptions {

    public static final ConfigOption<String> BOOTSTRAP_SERVERS = ConfigOptions.key("kafka.bootstrap-servers")
            .stringType()
            .noDefaultValue()
            .withDescription("Brokers to connect to first, as host:port, comma-separated.");

    public static final ConfigOption<Duration> START_PATIENCE = ConfigOptions.key("kafka.start-patience")
            .durationType()
            .defaultValue(Duration.ZERO)
            .withDescription(
                    "How long a start waits for brokers, topics, rights and registered schemas that are not there yet. 0 tells at once what is "
                            + "missing, as a person wants it; minutes are for where all is started together and nobody watches.");

    public static final ConfigOption<String> FRAMES_TOPIC = ConfigOptions.key("kafka.frames-topic")
            .stringType()
            .defaultValue("offramp-frames")
            .withDescription("Topic of encoded frames, read.");

    public static final ConfigOption<String> POLICIES_TOPIC = ConfigOptions.key("kafka.policies-topic")
            .stringType()
            .defaultValue("offramp-policies")
            .withDescription("Compacted topic of policy updates, of one partition, read from its beginning.");

    public static final ConfigOption<String> CLASSIFICATIONS_TOPIC = ConfigOptions.key("kafka.classifications-topic")
            .stringType()
            .defaultValue("offramp-classifications")
            .withDescription("Topic of answers, written.");

    public static final ConfigOption<String> REJECTS_TOPIC = ConfigOptions.key("kafka.rejects-topic")
            .stringType()
            .defaultValue("offramp-rejects")
            .withDescription("Topic of refused records, written.");

    public static final ConfigOption<String> THROUGHPUT_TOPIC = ConfigOptions.key("kafka.throughput-topic")
            .stringType()
            .defaultValue("offramp-throughput")
            .withDescription("Topic of throughput windows, written.");

    public static final ConfigOption<String> STATES_TOPIC = ConfigOptions.key("kafka.states-topic")
            .stringType()
            .defaultValue("offramp-states")
            .withDescription("Compacted topic of what streams show, written where results.smoothing.decay is set.");

    public static final ConfigOption<String> GROUP_ID = ConfigOptions.key("kafka.group-id")
            .stringType()
            .defaultValue("offramp")
            .withDescription(
                    "Consumer group under which offsets are committed; a job without a savepoint goes on there.");

    public static final ConfigOption<DeliveryGuarantee> DELIVERY_GUARANTEE = ConfigOptions.key(
                    "kafka.delivery-guarantee")
            .enumType(DeliveryGuarantee.class)
            .defaultValue(DeliveryGuarantee.EXACTLY_ONCE)
            .withDescription("exactly-once: answers become visible to read_committed consumers at each checkpoint; "
                    + "at-least-once: at once, and a failure may repeat some, recognisable by frame topic, partition, "
                    + "offset and index.");

    public static final ConfigOption<String> TRANSACTIONAL_ID_PREFIX = ConfigOptions.key(
                    "kafka.transactional-id-prefix")
            .stringType()
            .defaultValue("offramp")
            .withDescription(
                    "Prefix of transactional ids; must differ between jobs that share a broker, and stay the same from "
                            + "one start of a job to the next: under it, a start ends the transactions that the last one left open.");

    public static final ConfigOption<Duration> TRANSACTION_TIMEOUT = ConfigOptions.key("kafka.transaction-timeout")
            .durationType()
            .defaultValue(Duration.ofMinutes(15))
            .withDescription(
                    "Exactly-once: how long the job may be away before the broker gives up its open transactions, and "
                            + "with them the answers of the last checkpoint where it fell before their commit. Left out, it is "
                            + "shortened to what the broker allows (transaction.max.timeout.ms). Readers of committed answers wait "
                            + "that long for a job that died and does not come back.");

    public static final ConfigOption<MemorySize> MAX_RESULT_BYTES = ConfigOptions.key("kafka.max-result-bytes")
            .memoryType()
            .defaultValue(MemorySize.ofMebiBytes(1).subtract(MemorySize.parse("64kb")))
            .withDescription(
                    "Largest classification, key included; a larger one is rejected. Must be below the topic's "
                            + "max.message.bytes.");

    /** All of them, for checks and documentation. */
    public static final List<ConfigOption<?>> ALL = List.of(
            BOOTSTRAP_SERVERS,
            START_PATIENCE,
            FRAMES_TOPIC,
            POLICIES_TOPIC,
            CLASSIFICATIONS_TOPIC,
            REJECTS_TOPIC,
            THROUGHPUT_TOPIC,
            STATES_TOPIC,
            GROUP_ID,
            DELIVERY_GUARANTEE,
            TRANSACTIONAL_ID_PREFIX,
            TRANSACTION_TIMEOUT,
            MAX_RESULT_BYTES);

    private KafkaOptions() {}
}
