package dev.offramp.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What an ordinary reader of committed records sees of a topic, from its beginning. */
final class CommittedValues implements AutoCloseable {

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<String> seen = new ArrayList<>();

    CommittedValues(String bootstrapServers, String topic) {
        Map<String, Object> client = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "earliest");
        consumer = new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Reads on until every partition has shown such a record: where one hangs on an old transaction, it never does. */
    void awaitInEveryPartition(Predicate<String> wanted, Duration patience) {
        List<TopicPartition> waiting = new ArrayList<>(consumer.assignment());
        Instant deadline = Instant.now().plus(patience);
        while (!waiting.isEmpty()) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("after " + patience.toSeconds() + " s no such committed record in " + waiting
                        + "; seen " + seen.size() + " records");
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                String value = new String(record.value(), UTF_8);
                seen.add(value);
                if (wanted.test(value)) {
                    waiting.remove(new TopicPartition(record.topic(), record.partition()));
                }
            }
        }
    }

    List<String> seen() {
        return seen;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
