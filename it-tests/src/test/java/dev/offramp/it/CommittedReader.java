package dev.offramp.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** An ordinary reader of committed records, from a topic's beginning. */
record CommittedReader(String bootstrapServers) {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(200);

    /**
     * Reads until there are enough, and then until all that had been written by then is committed or given up, so that a surplus shows,
     * also one in a transaction that is open still.
     */
    <T> List<T> read(String topic, BinaryMessageDecoder<T> decoder, Predicate<List<T>> enough) {
        List<T> read = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(topic)) {
            readUntil(() -> enough.test(read), consumer, decoder, read);
            Map<TopicPartition, Long> written = written(consumer.assignment());
            readUntil(() -> isPast(written, consumer), consumer, decoder, read);
        }
        return read;
    }

    /** The first record that comes by. */
    ConsumerRecord<byte[], byte[]> first(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(topic)) {
            Instant deadline = Instant.now().plus(PATIENCE);
            while (Instant.now().isBefore(deadline)) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    return record;
                }
            }
            throw new AssertionError(topic + " is empty");
        }
    }

    /** The record at an offset. */
    ConsumerRecord<byte[], byte[]> at(TopicPartition partition, long offset) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(partition.topic())) {
            consumer.assign(Set.of(partition));
            consumer.seek(partition, offset);
            return consumer.poll(PATIENCE).records(partition).get(0);
        }
    }

    private static <T> void readUntil(
            BooleanSupplier done, KafkaConsumer<byte[], byte[]> from, BinaryMessageDecoder<T> decoder, List<T> into) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!done.getAsBoolean()) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("after two minutes there are only " + into.size() + " committed records in "
                        + from.assignment() + ", and perhaps an open transaction");
            }
            for (ConsumerRecord<byte[], byte[]> record : from.poll(POLL)) {
                into.add(decoded(record, decoder));
            }
        }
    }

    private static <T> T decoded(ConsumerRecord<byte[], byte[]> record, BinaryMessageDecoder<T> decoder) {
        try {
            return decoder.decode(record.value(), null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the partitions end, open transactions included; a reader of committed records does not see that far. */
    private Map<TopicPartition, Long> written(Set<TopicPartition> partitions) {
        Map<String, Object> client = Map.of("bootstrap.servers", bootstrapServers);
        try (var all = new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return all.endOffsets(partitions);
        }
    }

    private static boolean isPast(Map<TopicPartition, Long> ends, KafkaConsumer<byte[], byte[]> consumer) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private KafkaConsumer<byte[], byte[]> consumer(String topic) {
        Map<String, Object> client = Map.of(
                "bootstrap.servers", bootstrapServers,
                "isolation.level", "read_committed",
                "auto.offset.reset", "earliest");
        var consumer = new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }
}
