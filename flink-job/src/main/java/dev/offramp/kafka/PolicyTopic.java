package dev.offramp.kafka;

import dev.offramp.policy.KnownPolicies;
import dev.offramp.policy.PolicyCheck;
import dev.offramp.policy.PolicyTopicFold;
import java.time.Duration;
import org.apache.kafka.common.KafkaException;

/** Reads the policies topic as it stands, once, before the job starts. */
public record PolicyTopic(KafkaSettings settings, Duration patience) {

    /**
     * What its readable records come to for a job that serves this bundle; unreadable ones the job rejects when it reads them
     * itself.
     *
     * @throws KafkaException where the broker delivers nothing for as long as the patience
     */
    public KnownPolicies known(PolicyCheck bundle) {
        PolicyTopicFold fold = new PolicyTopicFold(bundle);
        try (PolicyTopicReader reader = PolicyTopicReader.open(settings, patience)) {
            reader.readToEnd(entry -> {
                if (entry instanceof PolicyEntry.Change change) {
                    fold.read(change.record());
                }
            });
        }
        return fold.known();
    }
}
