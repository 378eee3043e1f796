package dev.offramp.cli.policy;

import dev.offramp.cli.terminal.Figures;
import dev.offramp.kafka.PolicyEntry;
import dev.offramp.policy.PolicySchedule;
import dev.offramp.policy.PolicyUpdate;
import dev.offramp.schema.Classification;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Says of every record of the policies topic what it changes, and of every version which result was the first. Pure. */
final class PolicyWatch {

    /** An update that no result has named yet. */
    private record Awaited(PolicyUpdate update, long publishedMillis) {}

    private final List<Awaited> awaited = new ArrayList<>();
    private Optional<PolicyBoard> board;

    /**
     * Begins with the records that are there, of which nothing is said.
     *
     * @param told early exits of the job's network; otherwise those of most of its policies, or of the first one to come
     */
    PolicyWatch(List<PolicyEntry> entries, OptionalInt told, long nowMillis) {
        OptionalInt earlyExits =
                told.isPresent() ? told : NetworkSize.of(entries).mostFrequent();
        this.board =
                earlyExits.isPresent() ? Optional.of(PolicyBoard.of(entries, earlyExits.getAsInt())) : Optional.empty();
        board.ifPresent(known -> known.standing(nowMillis).stream()
                .filter(update -> update.validFromMillis() > nowMillis)
                .forEach(update -> awaited.add(new Awaited(update, nowMillis))));
    }

    /** What stands at the beginning. */
    List<PolicyUpdate> standing(long nowMillis) {
        return board.map(known -> known.standing(nowMillis)).orElse(List.of());
    }

    /** What a record changes. */
    String heard(PolicyEntry entry) {
        long published = entry.origin().timestampMillis();
        String time = PolicyText.time(published) + "  ";
        PolicyBoard known = board.orElseGet(() -> PolicyBoard.of(List.of(), thresholds(entry)));
        Optional<PolicyUpdate> update = update(entry);
        PolicySchedule before = update.map(found -> known.schedule(found.key())).orElse(PolicySchedule.EMPTY);
        Optional<PolicyBoard.RefusedRecord> refused = known.add(entry);
        if (refused.isPresent() || update.isEmpty()) {
            return time + "refused, under "
                    + refused.map(PolicyBoard.RefusedRecord::key).orElse("") + ": "
                    + refused.map(record -> record.refusal().detail()).orElse("");
        }
        board = Optional.of(known);
        awaited.add(new Awaited(update.get(), published));
        return time + PolicyText.line(update.get(), before, published);
    }

    /** What is to be said of a result, if it is the first of its version. */
    Optional<String> answered(Classification answer, long nowMillis) {
        Optional<Awaited> first = awaited.stream()
                .filter(one -> one.update().policy().version() == answer.getPolicyVersion()
                        && PolicyBoard.reaches(one.update(), answer.getStream()))
                .max(Comparator.comparing(one -> one.update().scope()));
        first.ifPresent(awaited::remove);
        return first.map(one -> line(one, answer, nowMillis));
    }

    private static String line(Awaited first, Classification answer, long nowMillis) {
        double decided = (double) (answer.getAnsweredAt().toEpochMilli() - first.publishedMillis());
        return PolicyText.time(nowMillis) + "  first result of version "
                + first.update().policy().version() + " (" + PolicyText.scope(first.update()) + "): stream "
                + answer.getStream() + ", decided " + Figures.millis(decided) + " after its publication, seen "
                + Figures.millis((double) (nowMillis - first.publishedMillis())) + " after it";
    }

    private static Optional<PolicyUpdate> update(PolicyEntry entry) {
        return entry instanceof PolicyEntry.Update found
                ? Optional.of(found.record().update())
                : Optional.empty();
    }

    private static int thresholds(PolicyEntry entry) {
        return update(entry).map(found -> found.policy().thresholds().count()).orElse(0);
    }
}
