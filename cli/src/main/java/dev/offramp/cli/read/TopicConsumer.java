package dev.offramp.cli.read;

import dev.offramp.cli.terminal.CommandFailure;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The partitions of one topic, by number, in no consumer group. Not thread-safe, but for {@link #stop()}. */
final class TopicConsumer implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MOST_AT_ONCE = 2000;

    private final String topic;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private volatile boolean stopped;
    private long stalledNanos; // spent waiting for the broker, not for who reads what was printed
    private long lastPositions = -1;

    private TopicConsumer(String topic, KafkaConsumer<byte[], byte[]> consumer) {
        this.topic = topic;
        this.consumer = consumer;
        consumer.assign(consumer.partitionsFor(topic).stream()
                .map(info -> partition(info.partition()))
                .toList());
    }

    /**
     * Opens a topic that exists.
     *
     * @param properties of Kafka's own client
     * @param committed  whether to see only what is committed
     */
    static TopicConsumer open(
            String topic, String bootstrapServers, Map<String, String> properties, boolean committed) {
        Map<String, Object> client = new HashMap<>(properties);
        client.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        client.remove(ConsumerConfig.GROUP_ID_CONFIG);
        client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        client.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        client.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"); // where retention is quicker than the reader
        client.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_AT_ONCE);
        if (committed) {
            client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        }
        return new TopicConsumer(
                topic, new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
    }

    Map<Integer, Long> beginnings() {
        return byNumber(consumer.beginningOffsets(consumer.assignment()), Long::longValue);
    }

    /** Behind the last record that can be read now. */
    Map<Integer, Long> ends() {
        return byNumber(consumer.endOffsets(consumer.assignment()), Long::longValue);
    }

    /** The first record of each partition that is as new as this, by Kafka's timestamps; absent where there is none. */
    Map<Integer, Long> firstSince(long millis) {
        Map<TopicPartition, Long> wanted =
                consumer.assignment().stream().collect(Collectors.toMap(Function.identity(), partition -> millis));
        var found = new HashMap<>(consumer.offsetsForTimes(wanted));
        found.values().removeIf(offset -> offset == null);
        return byNumber(found, offset -> offset.offset());
    }

    void seek(Map<Integer, Long> offsets) {
        offsets.forEach((partition, offset) -> consumer.seek(partition(partition), offset));
        lastPositions = -1;
    }

    /** Reads from these partitions alone, from now on. */
    void readOnly(Collection<Integer> partitions) {
        Set<TopicPartition> read =
                partitions.stream().map(this::partition).collect(Collectors.toCollection(HashSet::new));
        Set<TopicPartition> others = new HashSet<>(consumer.assignment());
        others.removeAll(read);
        consumer.pause(others);
        consumer.resume(read);
    }

    long position(int partition) {
        return consumer.position(partition(partition));
    }

    /** What comes within a moment, perhaps nothing. */
    ConsumerRecords<byte[], byte[]> poll() {
        try {
            return stopped ? ConsumerRecords.empty() : consumer.poll(POLL);
        } catch (WakeupException stop) {
            return ConsumerRecords.empty();
        }
    }

    /** What comes within a moment of what is known to be there; fails where nothing has come for long. */
    ConsumerRecords<byte[], byte[]> pollWhatIsThere() {
        long start = System.nanoTime();
        var records = poll();
        stalledNanos += System.nanoTime() - start;
        long positions =
                consumer.assignment().stream().mapToLong(consumer::position).sum();
        if (positions != lastPositions) {
            lastPositions = positions;
            stalledNanos = 0;
        } else if (stalledNanos > PATIENCE.toNanos()) {
            throw new CommandFailure("the broker has sent nothing of " + topic + " for " + PATIENCE.toSeconds()
                    + " s, though there is more");
        }
        return records;
    }

    /** Ends all reading, from any thread. */
    void stop() {
        stopped = true;
        consumer.wakeup();
    }

    boolean isStopped() {
        return stopped;
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }

    private TopicPartition partition(int number) {
        return new TopicPartition(topic, number);
    }

    private static <T> Map<Integer, Long> byNumber(Map<TopicPartition, T> offsets, Function<T, Long> offset) {
        Map<Integer, Long> numbered = new TreeMap<>();
        offsets.forEach((partition, value) -> numbered.put(partition.partition(), offset.apply(value)));
        return numbered;
    }
}
