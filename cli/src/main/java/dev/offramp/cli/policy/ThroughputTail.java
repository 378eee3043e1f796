package dev.offramp.cli.policy;

import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.kafka.KafkaSettings;
import dev.offramp.sample.BundleId;
import dev.offramp.schema.ThroughputWindow;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads off the newest throughput window which bundle a job serves. */
record ThroughputTail(KafkaSettings settings, String topic) {

    /** Records from the end, of which the last may be marks of transactions. */
    private static final long TAIL = 20;

    private static final Duration POLL = Duration.ofMillis(100);

    /** The bundle of the newest window; empty where the topic has none. */
    Optional<BundleInForce> bundle() {
        Map<String, Object> client = new HashMap<>(settings.clientProperties());
        client.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        try (var consumer = new KafkaConsumer<>(client, new StringDeserializer(), new ByteBufferDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            return newest(consumer, partitions).map(ThroughputTail::bundle);
        }
    }

    private static Optional<ConsumerRecord<String, ByteBuffer>> newest(
            KafkaConsumer<String, ByteBuffer> consumer, List<TopicPartition> partitions) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
        ends.forEach((partition, end) ->
                consumer.seek(partition, Math.max(beginnings.getOrDefault(partition, 0L), end - TAIL)));
        Optional<ConsumerRecord<String, ByteBuffer>> newest = Optional.empty();
        while (partitions.stream()
                .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
            for (ConsumerRecord<String, ByteBuffer> record : consumer.poll(POLL)) {
                newest = newest.filter(found -> found.timestamp() > record.timestamp())
                        .or(() -> Optional.of(record));
            }
        }
        return newest;
    }

    private static BundleInForce bundle(ConsumerRecord<String, ByteBuffer> record) {
        try {
            ThroughputWindow window = ThroughputWindow.fromByteBuffer(record.value());
            return new BundleInForce(
                    new BundleId(window.getBundleName(), window.getBundleVersion()),
                    window.getExits().size() - 1,
                    "a job's throughput of "
                            + PolicyText.now(window.getWindowEnd().toEpochMilli()));
        } catch (IOException failure) {
            throw new CommandFailure("a throughput window of the job cannot be read: " + failure.getMessage(), failure);
        }
    }
}
