package dev.offramp.cli.broker;

import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.schema.Classification;
import dev.offramp.schema.Gap;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.SchemaNormalization;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads all partitions of some topics, only what is committed and in no consumer group. Not thread-safe. */
public final class CommittedReader implements AutoCloseable {

    private static final int MOST_AT_ONCE = 5000;
    private static final int HEADER_BYTES = 10;
    private static final long GAP = SchemaNormalization.parsingFingerprint64(Gap.getClassSchema());

    private final KafkaConsumer<String, ByteBuffer> consumer;

    private CommittedReader(String bootstrapServers, Map<String, String> properties, Collection<String> topics) {
        Map<String, Object> client = new HashMap<>(properties);
        client.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        client.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_AT_ONCE);
        consumer = new KafkaConsumer<>(client, new StringDeserializer(), new ByteBufferDeserializer());
        consumer.assign(topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList());
    }

    /** From the beginning of the topics. */
    public static CommittedReader ofAll(String bootstrapServers, List<String> topics) {
        var reader = new CommittedReader(bootstrapServers, Map.of(), topics);
        reader.consumer.seekToBeginning(reader.consumer.assignment());
        return reader;
    }

    /**
     * What comes from now on.
     *
     * @param properties of Kafka's own client
     */
    public static CommittedReader ofNew(String bootstrapServers, Map<String, String> properties, List<String> topics) {
        var reader = new CommittedReader(bootstrapServers, properties, topics);
        reader.consumer.seekToEnd(reader.consumer.assignment());
        reader.consumer.assignment().forEach(reader.consumer::position); // or else "now" is the first poll
        return reader;
    }

    /** What comes within a time span, perhaps nothing; returns with the first. */
    public ConsumerRecords<String, ByteBuffer> poll(Duration span) {
        return consumer.poll(span);
    }

    /** The answer in a record; none in the record of a gap between answers. Fails with one line where it is neither. */
    public static Optional<Classification> answer(ConsumerRecord<String, ByteBuffer> message) {
        if (isGap(message.value())) {
            return Optional.empty();
        }
        try {
            return Optional.of(Classification.fromByteBuffer(message.value()));
        } catch (IOException failure) {
            throw new CommandFailure("an answer of the job cannot be read: " + failure.getMessage(), failure);
        }
    }

    /** The gap in a record that is no answer; fails with one line where it is neither. */
    public static Gap gap(ConsumerRecord<String, ByteBuffer> message) {
        try {
            return Gap.fromByteBuffer(message.value());
        } catch (IOException failure) {
            throw new CommandFailure("a gap of the job cannot be read: " + failure.getMessage(), failure);
        }
    }

    /** By the fingerprint in the header of Avro's single-object encoding. */
    private static boolean isGap(ByteBuffer value) {
        return value.remaining() >= HEADER_BYTES
                && value.duplicate().order(ByteOrder.LITTLE_ENDIAN).getLong(value.position() + Short.BYTES) == GAP;
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }
}
