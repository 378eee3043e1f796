package dev.offramp.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A transaction as a killed process leaves it: written into, not committed, and nobody there to end it. */
final class OpenTransaction implements AutoCloseable {

    private final KafkaProducer<byte[], byte[]> producer;

    /** Writes the value to every partition of the topic and leaves it at that. */
    OpenTransaction(String bootstrapServers, String transactionalId, String topic, String value) {
        Map<String, Object> client = Map.of(
                "bootstrap.servers", bootstrapServers,
                "transactional.id", transactionalId,
                "transaction.timeout.ms", (int) Duration.ofMinutes(15).toMillis());
        producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
        producer.beginTransaction();
        List<Future<RecordMetadata>> sent = producer.partitionsFor(topic).stream()
                .map(info -> producer.send(new ProducerRecord<>(topic, info.partition(), null, value.getBytes(UTF_8))))
                .toList();
        producer.flush();
        assertThat(sent).isNotEmpty().allMatch(Future::isDone);
    }

    /** Tries to come back to life. */
    void commit() {
        producer.commitTransaction();
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
