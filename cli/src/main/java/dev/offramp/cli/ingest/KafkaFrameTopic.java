package dev.offramp.cli.ingest;

import dev.offramp.cli.broker.FrameProducerSettings;
import dev.offramp.registry.WrittenForm;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteBufferSerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A topic of frames on a broker that may go away and come back: what was handed over is tried until it is there. */
final class KafkaFrameTopic implements FrameTopic {

    private final String topic;
    private final WrittenForm form;
    private final KafkaProducer<String, ByteBuffer> producer;

    /**
     * Writes to a topic that exists.
     *
     * @param properties of Kafka's own client
     * @param form       of what is written
     */
    KafkaFrameTopic(String bootstrapServers, Map<String, String> properties, String topic, WrittenForm form) {
        this.topic = topic;
        this.form = form;
        Map<String, Object> settings = FrameProducerSettings.of(bootstrapServers, properties);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Integer.MAX_VALUE);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteBufferSerializer());
    }

    @Override
    public void send(String stream, ByteBuffer value, Callback answer) {
        var unused = producer.send(new ProducerRecord<>(topic, stream, form.of(value)), answer);
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO); // whoever wants to wait has waited
    }
}
