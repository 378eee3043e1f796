package dev.offramp.cli.publish;

import dev.offramp.cli.broker.BrokerRefusal;
import dev.offramp.cli.broker.FrameProducerSettings;
import dev.offramp.cli.terminal.CommandFailure;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteBufferSerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Puts pictures on a topic of frames. Not thread-safe. */
public final class FramePublisher implements AutoCloseable {

    private final String topic;
    private final Deliveries deliveries;
    private final KafkaProducer<String, ByteBuffer> producer;
    private final AtomicReference<@Nullable Exception> broken = new AtomicReference<>();

    /** Writes to a topic that exists. */
    public FramePublisher(String bootstrapServers, String topic, Deliveries deliveries) {
        this(bootstrapServers, Map.of(), topic, deliveries);
    }

    /** The same, with properties of Kafka's own client. */
    FramePublisher(String bootstrapServers, Map<String, String> properties, String topic, Deliveries deliveries) {
        this.topic = topic;
        this.deliveries = deliveries;
        this.producer = new KafkaProducer<>(
                settings(bootstrapServers, properties), new StringSerializer(), new ByteBufferSerializer());
    }

    /** Sends a picture, now; waits only while the producer's buffer is full. */
    public void publish(FrameAddress address, Picture picture) {
        failIfBroken();
        var message = new ProducerRecord<>(topic, address.stream(), picture.record(address));
        var unused = producer.send(message, (where, failure) -> completed(picture, where, failure));
    }

    /** Waits until every picture sent so far is delivered or refused. */
    public void flush() {
        producer.flush();
        failIfBroken();
    }

    @Override
    public void close() {
        producer.close(broken.get() == null ? Duration.ofSeconds(30) : Duration.ZERO);
    }

    private void completed(Picture picture, @Nullable RecordMetadata where, @Nullable Exception failure) {
        if (failure == null && where != null) {
            deliveries.delivered(picture, where);
        } else if (failure instanceof RecordTooLargeException) {
            deliveries.refused(picture.name(), "larger than the topic takes");
        } else {
            broken.compareAndSet(null, failure);
        }
    }

    private void failIfBroken() {
        Exception failure = broken.get();
        if (failure != null) {
            throw new CommandFailure(
                    "the topic " + topic + " cannot be written: "
                            + BrokerRefusal.in(failure, AclOperation.WRITE).orElse(failure.getMessage() + ""),
                    failure);
        }
    }

    private static Map<String, Object> settings(String bootstrapServers, Map<String, String> properties) {
        Map<String, Object> settings = FrameProducerSettings.of(bootstrapServers, properties);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
        return settings;
    }
}
