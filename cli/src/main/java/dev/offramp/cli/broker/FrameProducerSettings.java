package dev.offramp.cli.broker;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/** What every producer of frames is told. */
public final class FrameProducerSettings {

    /** The largest picture that is published; a broker takes no larger record than about this. */
    public static final int MAX_PICTURE_BYTES = 15 << 20;

    private static final int ENVELOPE_BYTES = 64 << 10;

    private FrameProducerSettings() {}

    /**
     * Idempotent, so that a retry duplicates nothing; not compressed, as pictures are already. To be added to.
     *
     * @param properties of Kafka's own client
     */
    public static Map<String, Object> of(String bootstrapServers, Map<String, String> properties) {
        var settings = new HashMap<String, Object>(properties);
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 << 10);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L << 20);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_PICTURE_BYTES + ENVELOPE_BYTES);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        return settings;
    }
}
