package dev.offramp.cli.policy;

import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.kafka.KafkaSettings;
import dev.offramp.kafka.PolicyEntry;
import dev.offramp.kafka.PolicyTopicReader;
import dev.offramp.kafka.PolicyWriter;
import dev.offramp.policy.PolicySchedule;
import dev.offramp.policy.PolicyUpdate;
import dev.offramp.rejects.Refusal;
import dev.offramp.sample.Origin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Where policies are handed in: publishes an update and reads back what came of it, as the job judges it. Somebody else, the
 * job's steering first of all, may publish at the same moment; whoever comes second is refused, and tries again on top.
 */
final class PolicyDesk implements AutoCloseable {

    /** What a new update is made of: what is in force, and the version that it gets. */
    interface Draft {

        PolicyUpdate over(PolicyBoard board, long version);
    }

    /** An update that is on the topic and is obeyed, and what there was before it. */
    record Change(PolicySchedule before, PolicyUpdate update, int attempts) {}

    private static final int ATTEMPTS = 5;

    /** A steering job commits what it writes with its checkpoints, and until then nobody sees what came after. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final KafkaSettings settings;
    private final PolicyTopicReader reader;
    private final List<PolicyEntry> entries = new ArrayList<>();
    private final Set<Origin> own = new HashSet<>();

    private PolicyDesk(KafkaSettings settings, PolicyTopicReader reader) {
        this.settings = settings;
        this.reader = reader;
    }

    /** Opens the desk over a topic that exists. */
    static PolicyDesk open(KafkaSettings settings) {
        try {
            return new PolicyDesk(settings, PolicyTopicReader.open(settings, PATIENCE));
        } catch (KafkaException failure) {
            throw unreadable(settings, failure);
        }
    }

    /** All that is on the topic now. */
    List<PolicyEntry> entries() {
        try {
            entries.addAll(reader.readToEnd());
            return List.copyOf(entries);
        } catch (KafkaException failure) {
            throw unreadable(settings, failure);
        }
    }

    /**
     * Publishes an update that the job obeys, or fails.
     *
     * @param earlyExits of the job's network
     */
    Change submit(int earlyExits, Draft draft) {
        String why = "";
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            long version = PolicyBoard.of(entries(), earlyExits).newestVersion() + 1;
            PolicyBoard before = PolicyBoard.of(entriesOfOthers(), earlyExits);
            PolicyUpdate update = draft.over(before, version);
            PolicySchedule replaced = before.schedule(update.key());
            checkFits(before, update);
            Origin origin = publish(update);
            PolicyBoard then = boardUntil(origin, earlyExits);
            boolean overtaken = !then.schedule(update.key()).equals(replaced);
            PolicyBoard now = PolicyBoard.of(entries, earlyExits);
            if (!overtaken && !isRefused(now, origin)) {
                return standing(now, new Change(replaced, update, attempt));
            }
            why = "version " + then.schedule(update.key()).version() + " came in between";
        }
        throw new CommandFailure("the policy was overtaken by others " + ATTEMPTS + " times, the last time because "
                + why + "; the newest record of its scope may be one that the job refused, so set the policy again");
    }

    @Override
    public void close() {
        reader.close();
    }

    /** The board without what this desk has published, up to a record and without it. */
    private PolicyBoard boardUntil(Origin origin, int earlyExits) {
        return PolicyBoard.of(
                entriesOfOthers().stream()
                        .filter(entry -> entry.origin().partition() == origin.partition()
                                && entry.origin().offset() < origin.offset())
                        .toList(),
                earlyExits);
    }

    private List<PolicyEntry> entriesOfOthers() {
        return entries.stream()
                .filter(entry -> !own.contains(place(entry.origin())))
                .toList();
    }

    private static boolean isRefused(PolicyBoard board, Origin origin) {
        return board.refused().stream()
                .anyMatch(record -> place(record.origin()).equals(origin));
    }

    private static Change standing(PolicyBoard now, Change change) {
        PolicyUpdate update = change.update();
        if (now.holds(update) || update.succession().steered()) { // steering may have gone on from there already
            return change;
        }
        long version = now.schedule(update.key()).version();
        throw new CommandFailure("version " + update.policy().version() + " was published and then replaced by version "
                + version + ", which somebody else published right after it");
    }

    private static void checkFits(PolicyBoard board, PolicyUpdate update) {
        PolicyBoard tried = PolicyBoard.of(List.of(), board.earlyExits());
        try {
            tried.tryOut(update);
        } catch (Refusal refusal) {
            throw new CommandFailure("the job would refuse this: " + refusal.detail(), refusal);
        }
    }

    /** Publishes it and reads the topic up to it; returns where it lies. */
    private Origin publish(PolicyUpdate update) {
        RecordMetadata where = send(update);
        Origin origin = new Origin(where.topic(), where.partition(), where.offset(), 0);
        own.add(origin);
        try {
            entries.addAll(reader.readPast(where.partition(), where.offset()));
            return origin;
        } catch (KafkaException failure) {
            throw new CommandFailure(
                    "version " + update.policy().version() + " is published as " + where
                            + ", but what came of it cannot be read: " + failure.getMessage()
                            + "; ./offramp policy show tells later",
                    failure);
        }
    }

    private RecordMetadata send(PolicyUpdate update) {
        try (var producer =
                new KafkaProducer<>(producerProperties(), new StringSerializer(), new ByteArraySerializer())) {
            var record =
                    new ProducerRecord<>(settings.topics().policies(), update.topicKey(), PolicyWriter.write(update));
            return producer.send(record).get();
        } catch (ExecutionException failure) {
            throw new CommandFailure(
                    "the policy could not be published to " + settings.topics().policies() + ": "
                            + failure.getMessage(),
                    failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("stopped while publishing the policy", stopped);
        }
    }

    private Map<String, Object> producerProperties() {
        Map<String, Object> properties = new HashMap<>(settings.clientProperties());
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
        return properties;
    }

    /** An origin without its time, which a producer may not know. */
    private static Origin place(Origin origin) {
        return new Origin(origin.topic(), origin.partition(), origin.offset(), 0);
    }

    private static CommandFailure unreadable(KafkaSettings settings, KafkaException failure) {
        return new CommandFailure(
                "the topic " + settings.topics().policies() + " at " + settings.bootstrapServers() + " cannot be read: "
                        + failure.getMessage(),
                failure);
    }
}
