package dev.offramp.kafka;

import dev.offramp.registry.KnownSchemas;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Sources and sinks on Kafka.
 *
 * @param schemas that a registry has
 */
public record KafkaEndpoints(KafkaSettings settings, KnownSchemas schemas) {

    /** A task that fails waits so long for a broker that is away before it is started again. */
    private static final String LONGEST_BLOCK_MILLIS = "30000";

    /** A broker that hangs keeps its connections: so long its clients wait before they ask another one. */
    private static final String LONGEST_REQUEST_MILLIS = "10000";

    /** Kafka's own; an outage of a broker that is shorter goes by without a restart. */
    private static final String DELIVERY_TIMEOUT_MILLIS = "120000";

    /** With the thread of a producer that is alive, and busy. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    /** Frames, from where the group left off, or else from the beginning. */
    @SuppressWarnings("deprecation") // the connector's interface still wants Kafka's old enum
    public KafkaSource<ConsumedRecord> frames() {
        return source(
                settings.topics().frames(),
                OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST),
                KafkaSettings.FRAMES_ROLE);
    }

    /** Policies: always the whole compacted topic. */
    public KafkaSource<ConsumedRecord> policies() {
        return source(settings.topics().policies(), OffsetsInitializer.earliest(), KafkaSettings.POLICIES_ROLE);
    }

    /** What is said of bundles: always the whole compacted topic; empty where there is none. */
    public Optional<KafkaSource<ConsumedRecord>> bundles() {
        return settings.topics()
                .bundles()
                .map(topic -> source(topic, OffsetsInitializer.earliest(), KafkaSettings.BUNDLES_ROLE));
    }

    /** Answers, and the states that they make where there are any. */
    public Sink<OutgoingRecord> classifications() {
        return sink(
                settings.topics().classifications(),
                settings.topics().states().stream().toList(),
                settings.guarantee());
    }

    public Sink<OutgoingRecord> rejects() {
        return sink(settings.topics().rejects(), settings.guarantee());
    }

    public Sink<OutgoingRecord> throughput() {
        return sink(settings.topics().throughput(), settings.guarantee());
    }

    /** The policies of steering: at once, and perhaps twice, for a policy that comes again changes nothing. */
    public Sink<OutgoingRecord> steered() {
        return sink(settings.topics().policies(), DeliveryGuarantee.AT_LEAST_ONCE);
    }

    /** Reports and decisions about bundles: at once, and perhaps twice, as those of steering; empty where there is no topic of them. */
    public Optional<Sink<OutgoingRecord>> refreshed() {
        return settings.topics().bundles().map(topic -> sink(topic, DeliveryGuarantee.AT_LEAST_ONCE));
    }

    private KafkaSource<ConsumedRecord> source(String topic, OffsetsInitializer from, String role) {
        return KafkaSource.<ConsumedRecord>builder()
                .setBootstrapServers(settings.bootstrapServers())
                .setTopics(topic)
                .setGroupId(settings.groupOf(role))
                .setClientIdPrefix(settings.groupOf(role))
                .setStartingOffsets(from)
                .setDeserializer(new ConsumedRecordReader())
                .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
                .setProperty(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, LONGEST_REQUEST_MILLIS)
                .setProperty(KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key(), "60000")
                .setProperties(clientProperties())
                .build();
    }

    private Properties clientProperties() {
        Properties properties = new Properties();
        properties.putAll(settings.clientProperties());
        return properties;
    }

    private Sink<OutgoingRecord> sink(String topic, DeliveryGuarantee guarantee) {
        return sink(topic, List.of(), guarantee);
    }

    /** Of records for several topics, in one transaction. */
    private Sink<OutgoingRecord> sink(String topic, List<String> others, DeliveryGuarantee guarantee) {
        KafkaSink<OutgoingRecord> sink = KafkaSink.<OutgoingRecord>builder()
                .setBootstrapServers(settings.bootstrapServers())
                .setDeliveryGuarantee(guarantee)
                .setTransactionalIdPrefix(settings.transactionalIdPrefix(topic))
                .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
                .setKafkaProducerConfig(producer())
                .setRecordSerializer(new OutgoingRecordWriter(topic, others, schemas.form()))
                .build();
        return new CalmSink<>(sink, longestFlush());
    }

    /** What a producer is given it confirms, or fails on, within its delivery timeout. */
    private Duration longestFlush() {
        String millis = settings.clientProperties()
                .getOrDefault(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_MILLIS);
        return Duration.ofMillis(Long.parseLong(millis.trim())).plus(GRACE);
    }

    /** The job's choices, over them the user's, and over all what holds the guarantee. */
    private Properties producer() {
        Properties producer = new Properties();
        producer.setProperty(ProducerConfig.LINGER_MS_CONFIG, "5");
        producer.setProperty(ProducerConfig.MAX_BLOCK_MS_CONFIG, LONGEST_BLOCK_MILLIS);
        producer.setProperty(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, LONGEST_REQUEST_MILLIS);
        producer.setProperty(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_MILLIS);
        producer.setProperty(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        producer.setProperty(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(settings.requestBytes()));
        producer.putAll(settings.clientProperties());
        producer.setProperty(
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                Long.toString(settings.transactionTimeout().duration().toMillis()));
        return producer;
    }
}
