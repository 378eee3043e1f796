package dev.offramp.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads a compacted topic from its beginning, only what is committed. Not thread-safe.
 *
 * @param <E> what a record is
 */
public final class CompactedTopicReader<E> implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration CLOSING = Duration.ofSeconds(1);

    private final String topic;
    private final Duration patience;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final Function<ConsumedRecord, Optional<E>> entries;

    private CompactedTopicReader(
            String topic,
            Duration patience,
            KafkaConsumer<byte[], byte[]> consumer,
            List<TopicPartition> partitions,
            Function<ConsumedRecord, Optional<E>> entries) {
        this.topic = topic;
        this.patience = patience;
        this.consumer = consumer;
        this.partitions = partitions;
        this.entries = entries;
    }

    /**
     * Connects.
     *
     * @param patience with the broker, whenever something is read
     * @param entries  what a record is; empty where it is nothing
     * @throws KafkaException where the broker does not answer
     */
    static <E> CompactedTopicReader<E> open(
            KafkaSettings settings, String topic, Duration patience, Function<ConsumedRecord, Optional<E>> entries) {
        KafkaConsumer<byte[], byte[]> consumer = consumer(settings, patience);
        try {
            return new CompactedTopicReader<>(topic, patience, consumer, assigned(topic, consumer), entries);
        } catch (RuntimeException failure) {
            consumer.close(CloseOptions.timeout(CLOSING));
            throw failure;
        }
    }

    private static List<TopicPartition> assigned(String topic, KafkaConsumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new UnknownTopicOrPartitionException("there is no topic " + topic);
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return partitions;
    }

    /**
     * What there is that was not read yet, in its order.
     *
     * @throws KafkaException where the broker delivers nothing for as long as the patience
     */
    public List<E> readToEnd() {
        List<E> read = new ArrayList<>();
        readToEnd(read::add);
        return read;
    }

    /** The same, one after the other, for a topic that is too long to be held. */
    void readToEnd(Consumer<E> hearer) {
        readUntil(consumer.endOffsets(partitions), hearer);
    }

    /**
     * What was not read yet, up to a record and with it; a transaction that was begun before the record holds it back.
     *
     * @throws KafkaException where the record does not come, for as long as the patience
     */
    public List<E> readPast(int partition, long offset) {
        List<E> read = new ArrayList<>();
        readUntil(Map.of(new TopicPartition(topic, partition), offset + 1), read::add);
        return read;
    }

    /** What comes within a time span, perhaps nothing; returns with the first. */
    public List<E> poll(Duration span) {
        List<E> read = new ArrayList<>();
        consumer.poll(span).forEach(record -> entries.apply(ConsumedRecordReader.consumed(record))
                .ifPresent(read::add));
        return read;
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(CLOSING));
    }

    /** However long the topic is: what ends the patience is a broker that delivers nothing. */
    private void readUntil(Map<TopicPartition, Long> ends, Consumer<E> hearer) {
        Patience left = new Patience(patience);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            long read = ends.keySet().stream().mapToLong(consumer::position).sum();
            if (left.isOver(read, System.nanoTime())) {
                throw new TimeoutException("the topic " + topic + " could not be read to its end: nothing came in "
                        + patience.toSeconds() + " s");
            }
            poll(POLL).forEach(hearer);
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(KafkaSettings settings, Duration patience) {
        Map<String, Object> client = new HashMap<>(settings.clientProperties());
        client.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        client.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        client.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
        return new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
