package dev.offramp.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.offramp.rejects.Refusal;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;

/**
 * The bundles topic as it stands.
 *
 * @param topic    its name
 * @param patience with the broker, whenever something is read
 */
public record BundleTopic(KafkaSettings settings, String topic, Duration patience) {

    /**
     * Connects, to read it from its beginning.
     *
     * @throws KafkaException where the broker does not answer
     */
    public CompactedTopicReader<BundleEntry> reader() {
        BundleRecordReader bundles = new BundleRecordReader(settings.writerSchemas());
        return CompactedTopicReader.open(settings, topic, patience, record -> entry(record, bundles));
    }

    private static Optional<BundleEntry> entry(ConsumedRecord record, BundleRecordReader bundles) {
        try {
            return bundles.read(record).map(said -> new BundleEntry.Said(record.origin(), said));
        } catch (Refusal refusal) {
            return Optional.of(new BundleEntry.Damaged(record.origin(), new String(record.key(), UTF_8), refusal));
        }
    }
}
