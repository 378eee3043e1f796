package dev.offramp.kafka;

import dev.offramp.exit.PolicyRecord;
import dev.offramp.policy.PolicyUpdate;
import dev.offramp.rejects.Refusal;
import dev.offramp.sample.Origin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the policies topic as it stands, once, before the job starts. */
public record PolicyTopic(KafkaSettings settings, Duration patience) {

    private static final Duration POLL = Duration.ofMillis(100);

    /**
     * The readable updates in their order; unreadable ones the job rejects when it reads them itself.
     *
     * @throws KafkaException where the broker does not deliver within the patience
     */
    public List<PolicyRecord> records() {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = consumer
                    .partitionsFor(settings.topics().policies())
                    .stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<PolicyRecord> records = new ArrayList<>();
            long deadline = System.nanoTime() + patience.toNanos();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                if (System.nanoTime() > deadline) {
                    throw new TimeoutException("the topic " + settings.topics().policies()
                            + " could not be read within " + patience.toSeconds() + " s");
                }
                consumer.poll(POLL).forEach(record -> add(record, records));
            }
            return records;
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> client = new HashMap<>(settings.clientProperties());
        client.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        client.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
        return new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static void add(ConsumerRecord<byte[], byte[]> record, List<PolicyRecord> records) {
        if (record.key() == null || record.value() == null) {
            return;
        }
        Origin origin = new Origin(record.topic(), record.partition(), record.offset(), record.timestamp());
        try {
            PolicyUpdate update = PolicyReader.read(new ConsumedRecord(origin, record.key(), record.value()));
            records.add(new PolicyRecord(origin, record.key(), record.value(), update));
        } catch (Refusal refusedAgainByTheJob) {
            // a reject is made where the job reads the topic
        }
    }
}
