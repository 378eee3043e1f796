package dev.offramp.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.offramp.policy.KnownPolicies;
import dev.offramp.policy.PolicyCheck;
import dev.offramp.policy.PolicyTopicFold;
import dev.offramp.rejects.Refusal;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;

/**
 * The policies topic as it stands.
 *
 * @param patience with the broker, whenever something is read
 */
public record PolicyTopic(KafkaSettings settings, Duration patience) {

    /**
     * Connects, to read it from its beginning.
     *
     * @throws KafkaException where the broker does not answer
     */
    public CompactedTopicReader<PolicyEntry> reader() {
        PolicyReader policies = new PolicyReader(settings.writerSchemas());
        return CompactedTopicReader.open(
                settings, settings.topics().policies(), patience, record -> entry(record, policies));
    }

    /**
     * What its readable records come to for a job that serves this bundle; unreadable ones the job rejects when it reads them
     * itself.
     *
     * @throws KafkaException where the broker delivers nothing for as long as the patience
     */
    public KnownPolicies known(PolicyCheck bundle) {
        PolicyTopicFold fold = new PolicyTopicFold(bundle);
        try (CompactedTopicReader<PolicyEntry> reader = reader()) {
            reader.readToEnd(entry -> {
                if (entry instanceof PolicyEntry.Change change) {
                    fold.read(change.record());
                }
            });
        }
        return fold.known();
    }

    private static Optional<PolicyEntry> entry(ConsumedRecord record, PolicyReader policies) {
        try {
            return policies.read(record).map(PolicyEntry.Change::new);
        } catch (Refusal refusal) {
            return Optional.of(new PolicyEntry.Damaged(record.origin(), new String(record.key(), UTF_8), refusal));
        }
    }
}
