package dev.offramp.cli.policy;

import dev.offramp.kafka.PolicyEntry;
import dev.offramp.policy.PolicyChange;
import dev.offramp.policy.PolicyCheck;
import dev.offramp.policy.PolicyLedger;
import dev.offramp.policy.PolicySchedule;
import dev.offramp.policy.ScopedPolicy;
import dev.offramp.rejects.Refusal;
import dev.offramp.sample.Origin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What the records of the policies topic come to, as a job sees them, one record after the other. */
final class PolicyBoard {

    /** A record that no job obeys. */
    record RefusedRecord(Origin origin, String key, Refusal refusal) {}

    private static final Comparator<ScopedPolicy> REACH =
            Comparator.comparing(ScopedPolicy::scope).thenComparing(ScopedPolicy::target);

    /** A narrower scope first; of two groups that reach one stream the longer prefix. */
    private static final Comparator<ScopedPolicy> NARROWEST = Comparator.comparing(ScopedPolicy::scope)
            .thenComparing(update -> update.target().length())
            .reversed();

    private final PolicyLedger ledger;
    private final List<RefusedRecord> refused = new ArrayList<>();

    PolicyBoard(PolicyCheck bundle) {
        this.ledger = new PolicyLedger(bundle);
    }

    static PolicyBoard of(List<PolicyEntry> entries, PolicyCheck bundle) {
        PolicyBoard board = new PolicyBoard(bundle);
        entries.forEach(board::add);
        return board;
    }

    /** Adds the next record; returns it where it is refused, and then it changes nothing. */
    Optional<RefusedRecord> add(PolicyEntry entry) {
        Optional<RefusedRecord> problem = problem(entry);
        problem.ifPresent(refused::add);
        return problem;
    }

    List<RefusedRecord> refused() {
        return List.copyOf(refused);
    }

    /** What is in force, was or will be, under a {@link PolicyChange#key()}. */
    PolicySchedule schedule(String key) {
        return ledger.of(key);
    }

    boolean holds(ScopedPolicy update) {
        return schedule(update.key()).updates().contains(update);
    }

    /** The newest version that any scope ever had, or 0. */
    long newestVersion() {
        return ledger.newestVersion();
    }

    /** What holds at a time and what will later; the default first, then groups, then streams. */
    List<ScopedPolicy> standing(long atMillis) {
        return ledger.byKey().values().stream()
                .flatMap(schedule -> schedule.updates().stream()
                        .filter(update -> update.validFromMillis() > atMillis
                                || schedule.at(atMillis).equals(Optional.of(update))))
                .sorted(REACH.thenComparing(ScopedPolicy::validFromMillis))
                .toList();
    }

    /** The updates that a frame of this stream and event time meets, the narrowest scope's first: it goes before the others. */
    List<ScopedPolicy> reaching(String stream, long eventTimeMillis) {
        return ledger.byKey().values().stream()
                .flatMap(schedule -> schedule.at(eventTimeMillis).stream())
                .filter(update -> reaches(update, stream))
                .sorted(NARROWEST)
                .toList();
    }

    /** Whether an update is for a stream, if not for a more specific one. */
    static boolean reaches(ScopedPolicy update, String stream) {
        return switch (update.scope()) {
            case DEFAULT -> true;
            case GROUP -> stream.startsWith(update.target());
            case STREAM -> stream.equals(update.target());
        };
    }

    private Optional<RefusedRecord> problem(PolicyEntry entry) {
        if (entry instanceof PolicyEntry.Damaged damaged) {
            return Optional.of(new RefusedRecord(damaged.origin(), damaged.key(), damaged.refusal()));
        }
        PolicyChange change = ((PolicyEntry.Change) entry).record().change();
        try {
            ledger.enter(change);
            return Optional.empty();
        } catch (Refusal refusal) {
            return Optional.of(new RefusedRecord(entry.origin(), change.topicKey(), refusal));
        }
    }
}
