package dev.offramp.kafka;

import java.time.Duration;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Sources and sinks on Kafka. */
public record KafkaEndpoints(KafkaSettings settings) {

    /** Above checkpoint plus restart time, and the broker's default upper bound (transaction.max.timeout.ms). */
    public static final Duration TRANSACTION_TIMEOUT = Duration.ofMinutes(15);

    /** What a record has in a request beside its key and value, generously. */
    private static final int RECORD_OVERHEAD_BYTES = 64 * 1024;

    /** Frames, from where the group left off, or else from the beginning. */
    @SuppressWarnings("deprecation") // the connector's interface still wants Kafka's old enum
    public KafkaSource<ConsumedRecord> frames() {
        return source(
                settings.topics().frames(),
                OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST),
                "frames");
    }

    /** Policies: always the whole compacted topic. */
    public KafkaSource<ConsumedRecord> policies() {
        return source(settings.topics().policies(), OffsetsInitializer.earliest(), "policies");
    }

    public Sink<OutgoingRecord> classifications() {
        return sink(settings.topics().classifications(), settings.maxResultBytes(), settings.guarantee());
    }

    public Sink<OutgoingRecord> rejects() {
        return sink(settings.topics().rejects(), KafkaSettings.LARGEST_REJECT_BYTES, settings.guarantee());
    }

    public Sink<OutgoingRecord> throughput() {
        return sink(settings.topics().throughput(), KafkaSettings.LARGEST_REJECT_BYTES, settings.guarantee());
    }

    /** The policies of steering: at once, and perhaps twice, for a policy that comes again changes nothing. */
    public Sink<OutgoingRecord> steered() {
        return sink(settings.topics().policies(), KafkaSettings.LARGEST_REJECT_BYTES, DeliveryGuarantee.AT_LEAST_ONCE);
    }

    private KafkaSource<ConsumedRecord> source(String topic, OffsetsInitializer from, String role) {
        return KafkaSource.<ConsumedRecord>builder()
                .setBootstrapServers(settings.bootstrapServers())
                .setTopics(topic)
                .setGroupId(settings.groupId() + "-" + role)
                .setClientIdPrefix(settings.groupId() + "-" + role)
                .setStartingOffsets(from)
                .setDeserializer(new ConsumedRecordReader())
                .setProperties(clientProperties())
                .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
                .setProperty("partition.discovery.interval.ms", "60000")
                .build();
    }

    private Properties clientProperties() {
        Properties properties = new Properties();
        properties.putAll(settings.clientProperties());
        return properties;
    }

    private Sink<OutgoingRecord> sink(String topic, int maxRecordBytes, DeliveryGuarantee guarantee) {
        Properties producer = clientProperties();
        producer.setProperty(ProducerConfig.LINGER_MS_CONFIG, "5");
        producer.setProperty(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        producer.setProperty(
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(maxRecordBytes + RECORD_OVERHEAD_BYTES));
        if (guarantee == DeliveryGuarantee.EXACTLY_ONCE) {
            producer.setProperty(
                    ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Long.toString(TRANSACTION_TIMEOUT.toMillis()));
        }
        return KafkaSink.<OutgoingRecord>builder()
                .setBootstrapServers(settings.bootstrapServers())
                .setDeliveryGuarantee(guarantee)
                .setTransactionalIdPrefix(settings.transactionalIdPrefix() + "-" + topic)
                .setKafkaProducerConfig(producer)
                .setRecordSerializer(new OutgoingRecordWriter(topic))
                .build();
    }
}
