package dev.offramp.cli.broker;

import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.kafka.KafkaSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic in no consumer group, only what is committed, and never much at once: the job must not notice. Not thread-safe. */
public final class TopicReader implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration CLOSING = Duration.ofSeconds(1);
    private static final int FARTHEST_BACK = 2048;
    private static final int FETCH_BYTES = 256 * 1024;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;

    private TopicReader(KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        this.consumer = consumer;
        this.partitions = partitions;
    }

    /**
     * All partitions of a topic, from its end.
     *
     * @param mostAtOnce records of a poll
     */
    public static TopicReader open(KafkaSettings settings, String topic, int mostAtOnce) {
        Map<String, Object> client = new HashMap<>(settings.clientProperties());
        client.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        client.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        client.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        client.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, mostAtOnce);
        client.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
        client.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        var consumer = new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            return assigned(consumer, settings, topic);
        } catch (RuntimeException failure) {
            consumer.close(CloseOptions.timeout(CLOSING));
            throw failure;
        }
    }

    private static TopicReader assigned(KafkaConsumer<byte[], byte[]> consumer, KafkaSettings settings, String topic) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new CommandFailure("the broker at " + settings.bootstrapServers() + " has no topic " + topic);
        }
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        return new TopicReader(consumer, partitions);
    }

    /** Goes to the first records that are no older; to the end where all are. */
    public void seekTo(long millis) {
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, Math.max(0, millis)));
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
        partitions.forEach(partition -> Optional.ofNullable(found.get(partition))
                .ifPresentOrElse(
                        place -> consumer.seek(partition, place.offset()),
                        () -> consumer.seekToEnd(List.of(partition))));
    }

    /** Goes to one record and reads it; empty where it is not there any more. */
    public Optional<ConsumerRecord<byte[], byte[]>> at(int partition, long offset, Duration patience) {
        var place = new TopicPartition(partitions.get(0).topic(), partition);
        if (!partitions.contains(place)) {
            return Optional.empty();
        }
        consumer.assign(List.of(place));
        consumer.seek(place, offset);
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(patience)) {
            if (record.offset() == offset) {
                return Optional.of(record);
            }
        }
        return Optional.empty();
    }

    /** The bytes of a record: none where it has no value, which is no record of this project. */
    public static byte[] value(ConsumerRecord<byte[], byte[]> record) {
        return record.value() == null ? new byte[0] : record.value();
    }

    /** What comes within a time span, perhaps nothing; returns with the first. */
    public List<ConsumerRecord<byte[], byte[]>> poll(Duration span) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        consumer.poll(span).forEach(records::add);
        return records;
    }

    /**
     * About so many of the newest records of all partitions, oldest first; what lies between them and those that were read before is passed
     * over. Marks of transactions have offsets too, so it goes back until enough are found, or far enough.
     */
    public List<ConsumerRecord<byte[], byte[]>> newest(int wanted, Duration patience) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
        long deadline = System.nanoTime() + patience.toNanos();
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int back = wanted / partitions.size() + 2; back <= FARTHEST_BACK; back *= 4) {
            records = back(back, beginnings, ends, deadline);
            if (records.size() >= wanted || System.nanoTime() > deadline) {
                break;
            }
        }
        records.sort(Comparator.comparingLong(ConsumerRecord::timestamp));
        return records;
    }

    private List<ConsumerRecord<byte[], byte[]>> back(
            int ofEach, Map<TopicPartition, Long> beginnings, Map<TopicPartition, Long> ends, long deadline) {
        ends.forEach((partition, end) ->
                consumer.seek(partition, Math.max(beginnings.getOrDefault(partition, 0L), end - ofEach)));
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        while (System.nanoTime() < deadline && isBehind(ends)) {
            records.addAll(poll(Duration.ofMillis(100)));
        }
        return records;
    }

    /** Behind the last records of all partitions together: it rises with every record. */
    public long ends() {
        return consumer.endOffsets(partitions).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Fails where the broker is gone, or where the topic has other partitions than it had. */
    public void requireSamePartitions() {
        String topic = partitions.get(0).topic();
        int now = consumer.partitionsFor(topic).size();
        if (now != partitions.size()) {
            throw new CommandFailure(topic + " has " + now + " partitions now, and had " + partitions.size());
        }
    }

    /**
     * Goes to the first records that are no older, and reads those that were no newer or were there already; each is handed on.
     *
     * @param toMillis    what is newer is left, where the broker can tell
     * @param patience    with a broker that delivers nothing
     * @throws TimeoutException where it delivered nothing for so long
     */
    public void readBetween(
            long fromMillis, long toMillis, Duration patience, Consumer<ConsumerRecord<byte[], byte[]>> records) {
        Map<TopicPartition, Long> ends = endsAt(toMillis);
        seekTo(fromMillis);
        long deadline = System.nanoTime() + patience.toNanos();
        while (isBehind(ends)) {
            List<ConsumerRecord<byte[], byte[]>> read = poll(Duration.ofMillis(100));
            read.forEach(records);
            if (!read.isEmpty()) {
                deadline = System.nanoTime() + patience.toNanos();
            } else if (System.nanoTime() > deadline) {
                throw new TimeoutException(
                        "nothing came of " + partitions.get(0).topic() + " in " + patience.toSeconds() + " s");
            }
        }
    }

    /** Where the first records are that are newer; the ends where none are. */
    private Map<TopicPartition, Long> endsAt(long millis) {
        Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, millis + 1));
        consumer.offsetsForTimes(times).forEach((partition, place) -> Optional.ofNullable(place)
                .ifPresent(found -> ends.merge(partition, found.offset(), Math::min)));
        return ends;
    }

    private boolean isBehind(Map<TopicPartition, Long> ends) {
        return partitions.stream()
                .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L));
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(CLOSING));
    }
}
