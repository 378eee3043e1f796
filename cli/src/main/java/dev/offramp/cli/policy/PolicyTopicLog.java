package dev.offramp.cli.policy;

import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.kafka.KafkaSettings;
import dev.offramp.kafka.PolicyEntry;
import dev.offramp.kafka.PolicyTopicReader;
import dev.offramp.policy.PolicyChange;
import dev.offramp.sample.Origin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/** What is on the topic of policies: read from its beginning, and added to. */
final class PolicyTopicLog implements AutoCloseable {

    /** A steering job commits what it writes with its checkpoints, and until then nobody sees what came after. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final KafkaSettings settings;
    private final PolicyTopicReader reader;
    private final List<PolicyEntry> entries = new ArrayList<>();
    private final Set<Origin> own = new HashSet<>();

    private PolicyTopicLog(KafkaSettings settings, PolicyTopicReader reader) {
        this.settings = settings;
        this.reader = reader;
    }

    /** Opens a topic that exists. */
    static PolicyTopicLog open(KafkaSettings settings) {
        try {
            return new PolicyTopicLog(settings, PolicyTopicReader.open(settings, PATIENCE));
        } catch (KafkaException failure) {
            throw unreadable(settings, failure);
        }
    }

    /** All that is on the topic now. */
    List<PolicyEntry> readToEnd() {
        try {
            entries.addAll(reader.readToEnd());
            return seen();
        } catch (KafkaException failure) {
            throw unreadable(settings, failure);
        }
    }

    /** What was read so far. */
    List<PolicyEntry> seen() {
        return List.copyOf(entries);
    }

    /** What was read so far and was not published here. */
    List<PolicyEntry> ofOthers() {
        return entries.stream()
                .filter(entry -> !own.contains(place(entry.origin())))
                .toList();
    }

    /** The same, up to a record and without it. */
    List<PolicyEntry> ofOthersBefore(Origin origin) {
        return ofOthers().stream()
                .filter(entry -> entry.origin().partition() == origin.partition()
                        && entry.origin().offset() < origin.offset())
                .toList();
    }

    /** Publishes it and reads the topic up to it; returns where it lies. */
    Origin publish(PolicyChange change) {
        RecordMetadata where = new PolicyPublisher(settings).publish(change);
        Origin origin = new Origin(where.topic(), where.partition(), where.offset(), 0);
        own.add(origin);
        try {
            entries.addAll(reader.readPast(where.partition(), where.offset()));
            return origin;
        } catch (KafkaException failure) {
            throw new CommandFailure(
                    "the record for " + PolicyText.scope(change) + " is published as " + where
                            + ", but what came of it cannot be read: " + failure.getMessage()
                            + "; ./offramp policy show tells later",
                    failure);
        }
    }

    @Override
    public void close() {
        reader.close();
    }

    /** An origin without its time, which a producer may not know. */
    static Origin place(Origin origin) {
        return new Origin(origin.topic(), origin.partition(), origin.offset(), 0);
    }

    private static CommandFailure unreadable(KafkaSettings settings, KafkaException failure) {
        return new CommandFailure(
                "the topic " + settings.topics().policies() + " at " + settings.bootstrapServers() + " cannot be read: "
                        + failure.getMessage(),
                failure);
    }
}
