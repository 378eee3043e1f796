package dev.offramp.cli.broker;

import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.schema.Classification;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /** The answer in a record; fails with one line where there is none. */
    public static Classification answer(ConsumerRecord<String, ByteBuffer> message) {
        try {
            return Classification.fromByteBuffer(message.value());
        } catch (IOException failure) {
            throw new CommandFailure("an answer of the job cannot be read: " + failure.getMessage(), failure);
        }
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }
}
