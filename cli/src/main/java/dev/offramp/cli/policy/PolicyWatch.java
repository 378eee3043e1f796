package dev.offramp.cli.policy;

import dev.offramp.cli.terminal.Figures;
import dev.offramp.kafka.PolicyEntry;
import dev.offramp.policy.PolicyChange;
import dev.offramp.policy.PolicyCheck;
import dev.offramp.policy.PolicySchedule;
import dev.offramp.policy.ScopedPolicy;
import dev.offramp.schema.Classification;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Says of every record of the policies topic what it changes, and of every version which result was the first. Pure. */
final class PolicyWatch {

    /** An update that no result has named yet. */
    private record Awaited(ScopedPolicy update, long publishedMillis) {}

    private final List<Awaited> awaited = new ArrayList<>();
    private final PolicyBoard board;
    private final Optional<BundleInForce> served;

    /** Begins with the records that are there, of which nothing is said. */
    PolicyWatch(List<PolicyEntry> entries, PolicyCheck bundle, Optional<BundleInForce> served, long nowMillis) {
        this.board = PolicyBoard.of(entries, bundle);
        this.served = served;
        board.standing(nowMillis).stream()
                .filter(update -> update.validFromMillis() > nowMillis)
                .forEach(update -> awaited.add(new Awaited(update, nowMillis)));
    }

    /** What stands at the beginning. */
    List<ScopedPolicy> standing(long nowMillis) {
        return board.standing(nowMillis);
    }

    /** What a record changes. */
    String heard(PolicyEntry entry) {
        long published = entry.origin().timestampMillis();
        String time = PolicyText.time(published) + "  ";
        PolicySchedule before =
                change(entry).map(change -> board.schedule(change.key())).orElse(PolicySchedule.EMPTY);
        Optional<PolicyBoard.RefusedRecord> refused = board.add(entry);
        if (refused.isPresent()) {
            return time + "refused, under " + refused.get().key() + ": "
                    + refused.get().refusal().detail();
        }
        PolicyChange change = change(entry).orElseThrow();
        if (change instanceof ScopedPolicy update) {
            awaited.add(new Awaited(update, published));
            return time + PolicyText.line(update, before, published, served);
        }
        awaited.removeIf(one -> one.update().topicKey().equals(change.topicKey()));
        return time + PolicyText.scope(change) + ", withdrawn: " + withdrawn(before, change);
    }

    /** What is to be said of a result, if it is the first of its version. */
    Optional<String> answered(Classification answer, long nowMillis) {
        Optional<Awaited> first = awaited.stream()
                .filter(one -> one.update().version() == answer.getPolicyVersion()
                        && PolicyBoard.reaches(one.update(), answer.getStream()))
                .max(Comparator.comparing(one -> one.update().scope()));
        first.ifPresent(awaited::remove);
        return first.map(one -> line(one, answer, nowMillis));
    }

    private static String line(Awaited first, Classification answer, long nowMillis) {
        double decided = (double) (answer.getAnsweredAt().toEpochMilli() - first.publishedMillis());
        return PolicyText.time(nowMillis) + "  first result of version "
                + first.update().version() + " (" + PolicyText.scope(first.update()) + "): stream "
                + answer.getStream() + ", decided " + Figures.millis(decided) + " after its publication, seen "
                + Figures.millis((double) (nowMillis - first.publishedMillis())) + " after it";
    }

    private static String withdrawn(PolicySchedule before, PolicyChange change) {
        return before.updates().stream()
                .filter(update -> update.topicKey().equals(change.topicKey()))
                .map(update -> "version " + update.version())
                .findFirst()
                .orElse("nothing was under this key any more");
    }

    private static Optional<PolicyChange> change(PolicyEntry entry) {
        return entry instanceof PolicyEntry.Change made
                ? Optional.of(made.record().change())
                : Optional.empty();
    }
}
