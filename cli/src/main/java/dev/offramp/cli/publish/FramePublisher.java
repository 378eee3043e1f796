package dev.offramp.cli.publish;

import dev.offramp.cli.broker.BrokerRefusal;
import dev.offramp.cli.broker.FrameProducerSettings;
import dev.offramp.cli.broker.RegisteredForm;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.kafka.KafkaSettings;
import dev.offramp.kafka.TopicSubjects;
import dev.offramp.registry.WrittenForm;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
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

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long ROOM_BYTES = 4L << 20; // patience counts from here: a slow line must not use it up

    private final String topic;
    private final WrittenForm form;
    private final Deliveries deliveries;
    private final KafkaProducer<String, ByteBuffer> producer;
    private final AtomicReference<@Nullable Exception> broken = new AtomicReference<>();
    private final LongAdder waitingBytes = new LongAdder();

    /** Writes to the topic of a job, which exists, as its settings say. */
    public FramePublisher(KafkaSettings settings, Deliveries deliveries) {
        this(
                settings.bootstrapServers(),
                settings.clientProperties(),
                PATIENCE,
                settings.topics().frames(),
                RegisteredForm.of(
                        settings.registry(),
                        TopicSubjects.pictures(settings.topics().frames())),
                deliveries);
    }

    /**
     * The same, with properties of Kafka's own client.
     *
     * @param patience how long the brokers may be away
     * @param form     of what is written
     */
    FramePublisher(
            String bootstrapServers,
            Map<String, String> properties,
            Duration patience,
            String topic,
            WrittenForm form,
            Deliveries deliveries) {
        this.topic = topic;
        this.form = form;
        this.deliveries = deliveries;
        this.producer = new KafkaProducer<>(
                settings(bootstrapServers, properties, patience), new StringSerializer(), new ByteBufferSerializer());
    }

    /** Whether a picture can be sent without a wait for those before it. */
    boolean hasRoom() {
        failIfBroken();
        return waitingBytes.sum() < ROOM_BYTES;
    }

    /** Sends a picture, now; waits only while the producer's buffer is full. */
    public void publish(FrameAddress address, Picture picture) {
        failIfBroken();
        var message = new ProducerRecord<>(topic, address.stream(), form.of(picture.record(address)));
        int bytes = message.value().remaining();
        waitingBytes.add(bytes);
        var unused = producer.send(message, (where, failure) -> {
            completed(picture, where, failure);
            waitingBytes.add(-bytes);
        });
    }

    /** Whether every picture sent so far is delivered or refused. */
    boolean isDone() {
        boolean nothingWaits = waitingBytes.sum() == 0;
        failIfBroken(); // after the look: what failed last was noted before it was counted off
        return nothingWaits;
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

    private static Map<String, Object> settings(
            String bootstrapServers, Map<String, String> properties, Duration patience) {
        Map<String, Object> settings = FrameProducerSettings.of(bootstrapServers, properties);
        int millis = Math.toIntExact(patience.toMillis());
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.min(10_000, millis / 2));
        return settings;
    }
}
