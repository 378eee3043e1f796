package dev.offramp.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.offramp.rejects.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the policies topic from its beginning, only what is committed. Not thread-safe. */
public final class PolicyTopicReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration CLOSING = Duration.ofSeconds(1);

    private final String topic;
    private final Duration patience;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final PolicyReader policies;

    private PolicyTopicReader(
            String topic,
            Duration patience,
            KafkaConsumer<byte[], byte[]> consumer,
            List<TopicPartition> partitions,
            PolicyReader policies) {
        this.topic = topic;
        this.patience = patience;
        this.consumer = consumer;
        this.partitions = partitions;
        this.policies = policies;
    }

    /**
     * Connects.
     *
     * @param patience with the broker, whenever something is read
     * @throws KafkaException where the broker does not answer
     */
    public static PolicyTopicReader open(KafkaSettings settings, Duration patience) {
        KafkaConsumer<byte[], byte[]> consumer = consumer(settings, patience);
        try {
            return assigned(settings, patience, consumer);
        } catch (RuntimeException failure) {
            consumer.close(CloseOptions.timeout(CLOSING));
            throw failure;
        }
    }

    private static PolicyTopicReader assigned(
            KafkaSettings settings, Duration patience, KafkaConsumer<byte[], byte[]> consumer) {
        String topic = settings.topics().policies();
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new UnknownTopicOrPartitionException("there is no topic " + topic);
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return new PolicyTopicReader(topic, patience, consumer, partitions, new PolicyReader(settings.writerSchemas()));
    }

    /**
     * What there is that was not read yet, in its order.
     *
     * @throws KafkaException where the broker delivers nothing for as long as the patience
     */
    public List<PolicyEntry> readToEnd() {
        List<PolicyEntry> entries = new ArrayList<>();
        readToEnd(entries::add);
        return entries;
    }

    /** The same, one after the other, for a topic that is too long to be held. */
    void readToEnd(Consumer<PolicyEntry> entries) {
        readUntil(consumer.endOffsets(partitions), entries);
    }

    /**
     * What was not read yet, up to a record and with it; a transaction that was begun before the record holds it back.
     *
     * @throws KafkaException where the record does not come, for as long as the patience
     */
    public List<PolicyEntry> readPast(int partition, long offset) {
        List<PolicyEntry> entries = new ArrayList<>();
        readUntil(Map.of(new TopicPartition(topic, partition), offset + 1), entries::add);
        return entries;
    }

    /** What comes within a time span, perhaps nothing; returns with the first. */
    public List<PolicyEntry> poll(Duration span) {
        List<PolicyEntry> entries = new ArrayList<>();
        consumer.poll(span).forEach(record -> add(record, entries));
        return entries;
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(CLOSING));
    }

    /** However long the topic is: what ends the patience is a broker that delivers nothing. */
    private void readUntil(Map<TopicPartition, Long> ends, Consumer<PolicyEntry> entries) {
        Patience left = new Patience(patience);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            long read = ends.keySet().stream().mapToLong(consumer::position).sum();
            if (left.isOver(read, System.nanoTime())) {
                throw new TimeoutException("the topic " + topic + " could not be read to its end: nothing came in "
                        + patience.toSeconds() + " s");
            }
            poll(POLL).forEach(entries);
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

    private void add(ConsumerRecord<byte[], byte[]> record, List<PolicyEntry> entries) {
        ConsumedRecord consumed = ConsumedRecordReader.consumed(record);
        try {
            policies.read(consumed).map(PolicyEntry.Change::new).ifPresent(entries::add);
        } catch (Refusal refusal) {
            entries.add(new PolicyEntry.Damaged(consumed.origin(), new String(consumed.key(), UTF_8), refusal));
        }
    }
}
