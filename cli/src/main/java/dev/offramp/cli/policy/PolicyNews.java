package dev.offramp.cli.policy;

import dev.offramp.kafka.CompactedTopicReader;
import dev.offramp.kafka.KafkaSettings;
import dev.offramp.kafka.PolicyEntry;
import dev.offramp.kafka.PolicyTopic;
import dev.offramp.policy.PolicyChange;
import dev.offramp.policy.PolicyCheck;
import dev.offramp.policy.PolicySchedule;
import dev.offramp.policy.ScopedPolicy;
import dev.offramp.sample.Origin;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the records of the policies topic change, from the first that is there, in words. Not thread-safe. */
public final class PolicyNews implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** One record. */
    public record Item(Origin origin, Kind kind, String text) {

        /** What became of it. */
        public enum Kind {
            /** Somebody's, in force. */
            SET,
            /** Somebody's, in force later. */
            SCHEDULED,
            /** The steering's. */
            STEERED,
            WITHDRAWN,
            REFUSED
        }

        /** When it was written, milliseconds since the Unix epoch. */
        public long atMillis() {
            return origin.timestampMillis();
        }
    }

    private final CompactedTopicReader<PolicyEntry> reader;
    private final PolicyBoard board;

    private PolicyNews(CompactedTopicReader<PolicyEntry> reader, PolicyCheck bundle) {
        this.reader = reader;
        this.board = new PolicyBoard(bundle);
    }

    /** Opens a topic that exists, as a job sees it whose bundle is not known. */
    public static PolicyNews open(KafkaSettings settings) {
        return new PolicyNews(new PolicyTopic(settings, PATIENCE).reader(), PolicyCheck.UNKNOWN_BUNDLE);
    }

    /** What there is that was not told yet. */
    public List<Item> readToEnd() {
        return reader.readToEnd().stream().map(this::item).toList();
    }

    private Item item(PolicyEntry entry) {
        Origin at = entry.origin();
        if (!(entry instanceof PolicyEntry.Change made)) {
            return refused(board.add(entry).orElseThrow(), at);
        }
        PolicyChange change = made.record().change();
        PolicySchedule before = board.schedule(change.key());
        Optional<PolicyBoard.RefusedRecord> refused = board.add(entry);
        if (refused.isPresent()) {
            return refused(refused.get(), at);
        }
        return change instanceof ScopedPolicy update
                ? new Item(
                        at, kind(update, at), PolicyText.line(update, before, at.timestampMillis(), Optional.empty()))
                : new Item(at, Item.Kind.WITHDRAWN, PolicyText.scope(change) + ", withdrawn");
    }

    private static Item.Kind kind(ScopedPolicy update, Origin at) {
        if (update.succession().steered()) {
            return Item.Kind.STEERED;
        }
        return update.validFromMillis() > at.timestampMillis() ? Item.Kind.SCHEDULED : Item.Kind.SET;
    }

    private static Item refused(PolicyBoard.RefusedRecord refused, Origin at) {
        return new Item(
                at,
                Item.Kind.REFUSED,
                "under " + refused.key() + ": " + refused.refusal().detail());
    }

    @Override
    public void close() {
        reader.close();
    }
}
