package dev.offramp.kafka;

import dev.offramp.policy.PolicyRecord;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.KafkaException;

/** Reads the policies topic as it stands, once, before the job starts. */
public record PolicyTopic(KafkaSettings settings, Duration patience) {

    /**
     * The readable updates in their order; unreadable ones the job rejects when it reads them itself.
     *
     * @throws KafkaException where the broker does not deliver within the patience
     */
    public List<PolicyRecord> records() {
        try (PolicyTopicReader reader = PolicyTopicReader.open(settings, patience)) {
            return reader.readToEnd().stream()
                    .filter(PolicyEntry.Update.class::isInstance)
                    .map(entry -> ((PolicyEntry.Update) entry).record())
                    .toList();
        }
    }
}
