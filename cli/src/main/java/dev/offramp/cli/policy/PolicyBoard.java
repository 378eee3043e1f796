package dev.offramp.cli.policy;

import dev.offramp.kafka.PolicyEntry;
import dev.offramp.policy.Policy;
import dev.offramp.policy.PolicyBook;
import dev.offramp.policy.PolicyLedger;
import dev.offramp.policy.PolicySchedule;
import dev.offramp.policy.PolicyScope;
import dev.offramp.policy.PolicyUpdate;
import dev.offramp.rejects.Refusal;
import dev.offramp.sample.Origin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What the records of the policies topic come to, as a job of one network sees them, one record after the other. */
final class PolicyBoard {

    /** A record that no job obeys. */
    record RefusedRecord(Origin origin, String key, Refusal refusal) {}

    private static final Comparator<PolicyUpdate> REACH =
            Comparator.comparing(PolicyUpdate::scope).thenComparing(PolicyUpdate::target);

    private final int earlyExits;
    private final PolicyLedger ledger;
    private final List<RefusedRecord> refused = new ArrayList<>();

    PolicyBoard(int earlyExits) {
        this.earlyExits = earlyExits;
        this.ledger = new PolicyLedger(earlyExits);
    }

    static PolicyBoard of(List<PolicyEntry> entries, int earlyExits) {
        PolicyBoard board = new PolicyBoard(earlyExits);
        entries.forEach(board::add);
        return board;
    }

    /** Adds the next record; returns it where it is refused, and then it changes nothing. */
    Optional<RefusedRecord> add(PolicyEntry entry) {
        Optional<RefusedRecord> problem = problem(entry);
        problem.ifPresent(refused::add);
        return problem;
    }

    /** Adds an update that is on no topic yet, to see whether a job would obey it. */
    void tryOut(PolicyUpdate update) throws Refusal {
        ledger.enter(update);
    }

    int earlyExits() {
        return earlyExits;
    }

    List<RefusedRecord> refused() {
        return List.copyOf(refused);
    }

    /** What is in force, was or will be, under a {@link PolicyUpdate#key()}. */
    PolicySchedule schedule(String key) {
        return ledger.of(key);
    }

    boolean holds(PolicyUpdate update) {
        return schedule(update.key()).updates().contains(update);
    }

    /** The newest version of any scope, or 0. */
    long newestVersion() {
        return ledger.byKey().values().stream()
                .mapToLong(PolicySchedule::version)
                .max()
                .orElse(0);
    }

    /** What is in force at a time and what will be later; the default first, then groups, then streams. */
    List<PolicyUpdate> standing(long atMillis) {
        return ledger.byKey().values().stream()
                .flatMap(schedule -> schedule.updates().stream()
                        .filter(update -> update.validFromMillis() > atMillis
                                || schedule.at(atMillis).equals(Optional.of(update.policy()))))
                .sorted(REACH.thenComparing(PolicyUpdate::validFromMillis))
                .toList();
    }

    /** The update whose policy a frame of this stream and event time meets, or none where only the bundle's own is left. */
    Optional<PolicyUpdate> met(String stream, long eventTimeMillis) {
        Policy nobodys = Policy.of(-1, dev.offramp.policy.Measure.MAX_SOFTMAX, dev.offramp.policy.Thresholds.closed(0));
        Policy met = new PolicyBook(nobodys, ledger.byKey()).lookUp(stream, eventTimeMillis);
        return standing(eventTimeMillis).stream()
                .filter(update -> update.policy().equals(met) && reaches(update, stream))
                .max(Comparator.comparing(PolicyUpdate::scope)
                        .thenComparing(update -> update.target().length()));
    }

    /** Whether an update is for a stream, if not for a more specific one. */
    static boolean reaches(PolicyUpdate update, String stream) {
        return switch (update.scope()) {
            case DEFAULT -> true;
            case GROUP -> stream.startsWith(update.target());
            case STREAM -> stream.equals(update.target());
        };
    }

    /** The key under which a scope's schedule is found. */
    static String key(PolicyScope scope, String target) {
        return scope + "/" + target;
    }

    private Optional<RefusedRecord> problem(PolicyEntry entry) {
        if (entry instanceof PolicyEntry.Damaged damaged) {
            return Optional.of(new RefusedRecord(damaged.origin(), damaged.key(), damaged.refusal()));
        }
        PolicyUpdate update = ((PolicyEntry.Update) entry).record().update();
        try {
            ledger.enter(update);
            return Optional.empty();
        } catch (Refusal refusal) {
            return Optional.of(new RefusedRecord(entry.origin(), update.topicKey(), refusal));
        }
    }
}
