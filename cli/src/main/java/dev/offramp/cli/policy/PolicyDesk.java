package dev.offramp.cli.policy;

import dev.offramp.cli.broker.RecordPublisher;
import dev.offramp.cli.broker.TopicLog;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.kafka.KafkaSettings;
import dev.offramp.kafka.PolicyEntry;
import dev.offramp.kafka.PolicyTopic;
import dev.offramp.kafka.PolicyWriter;
import dev.offramp.kafka.TopicSubjects;
import dev.offramp.policy.PolicyChange;
import dev.offramp.policy.PolicyCheck;
import dev.offramp.policy.PolicyLedger;
import dev.offramp.policy.PolicySchedule;
import dev.offramp.policy.ScopedPolicy;
import dev.offramp.policy.Withdrawal;
import dev.offramp.rejects.Refusal;
import dev.offramp.sample.Origin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where policies are handed in: publishes an update and reads back what came of it, as the job judges it. Somebody else, the
 * job's steering first of all, may publish at the same moment; whoever comes second is refused, and tries again on top.
 */
final class PolicyDesk implements AutoCloseable {

    /** What a new update is made of: what is in force, and the version that it gets. */
    interface Draft {

        ScopedPolicy over(PolicyBoard board, long version);
    }

    /** An update that is on the topic and is obeyed, and what there was before it. */
    record Change(PolicySchedule before, ScopedPolicy update, int attempts) {}

    private static final int ATTEMPTS = 5;

    private static final String LATER = "./offramp policy show";

    private final TopicLog<PolicyEntry> log;

    private PolicyDesk(TopicLog<PolicyEntry> log) {
        this.log = log;
    }

    /** Opens the desk over a topic that exists. */
    static PolicyDesk open(KafkaSettings settings) {
        var publisher = new RecordPublisher(
                settings, settings.topics().policies(), new TopicSubjects(settings.topics()).policies());
        var topic = new PolicyTopic(settings, TopicLog.PATIENCE);
        return new PolicyDesk(TopicLog.open(publisher, topic::reader, PolicyEntry::origin));
    }

    /** All that is on the topic now. */
    List<PolicyEntry> entries() {
        return log.readToEnd();
    }

    /**
     * Publishes an update that the job obeys, or fails; what it supersedes is taken off the topic.
     *
     * @param bundle that the job serves
     */
    Change submit(PolicyCheck bundle, Draft draft) {
        String why = "";
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            long version = PolicyBoard.of(entries(), bundle).newestVersion() + 1;
            PolicyBoard before = PolicyBoard.of(log.ofOthers(), bundle);
            ScopedPolicy update = draft.over(before, version);
            PolicySchedule replaced = before.schedule(update.key());
            checkFits(update, bundle);
            Origin origin = publish(update);
            PolicyBoard then = PolicyBoard.of(log.ofOthersBefore(origin), bundle);
            boolean overtaken = !then.schedule(update.key()).equals(replaced);
            PolicyBoard now = PolicyBoard.of(log.seen(), bundle);
            if (!overtaken && !isRefused(now, origin)) {
                replaced.supersededBy(now.schedule(update.key())).forEach(this::publish);
                return standing(now, new Change(replaced, update, attempt));
            }
            why = "version " + then.schedule(update.key()).version() + " came in between";
        }
        throw new CommandFailure("the policy was overtaken by others " + ATTEMPTS + " times, the last time because "
                + why + "; the newest record of its scope may be one that the job refused, so set the policy again");
    }

    /** Takes every policy of one scope off the topic, what was refused included; returns what was taken. */
    List<PolicyChange> remove(String key) {
        Map<String, PolicyChange> byTopicKey = new LinkedHashMap<>();
        for (PolicyEntry entry : entries()) {
            change(entry).filter(change -> change.key().equals(key)).ifPresent(change -> {
                byTopicKey.remove(change.topicKey());
                if (!(entry instanceof PolicyEntry.Change made && made.record().change() instanceof Withdrawal)) {
                    byTopicKey.put(change.topicKey(), change);
                }
            });
        }
        List<PolicyChange> taken = List.copyOf(byTopicKey.values());
        taken.forEach(change -> publish(new Withdrawal(change.scope(), change.target(), change.validFromMillis())));
        return taken;
    }

    private Origin publish(PolicyChange change) {
        Optional<byte[]> value =
                change instanceof ScopedPolicy update ? Optional.of(PolicyWriter.write(update)) : Optional.empty();
        return log.publish(change.topicKey(), value, "the policy for " + PolicyText.scope(change), LATER);
    }

    /** What a record is about; of a damaged one what its key says. */
    private static Optional<? extends PolicyChange> change(PolicyEntry entry) {
        return entry instanceof PolicyEntry.Damaged damaged
                ? Withdrawal.of(damaged.key())
                : Optional.of(((PolicyEntry.Change) entry).record().change());
    }

    @Override
    public void close() {
        log.close();
    }

    private static boolean isRefused(PolicyBoard board, Origin origin) {
        return board.refused().stream()
                .anyMatch(record -> TopicLog.place(record.origin()).equals(origin));
    }

    private static Change standing(PolicyBoard now, Change change) {
        ScopedPolicy update = change.update();
        if (now.holds(update) || update.succession().steered()) { // steering may have gone on from there already
            return change;
        }
        long version = now.schedule(update.key()).version();
        throw new CommandFailure("version " + update.version() + " was published and then replaced by version "
                + version + ", which somebody else published right after it");
    }

    private static void checkFits(ScopedPolicy update, PolicyCheck bundle) {
        try {
            new PolicyLedger(bundle).enter(update);
        } catch (Refusal refusal) {
            throw new CommandFailure("the job would refuse this: " + refusal.detail(), refusal);
        }
    }
}
