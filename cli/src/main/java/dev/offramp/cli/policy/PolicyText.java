package dev.offramp.cli.policy;

import dev.offramp.policy.Policy;
import dev.offramp.policy.PolicySchedule;
import dev.offramp.policy.PolicyScope;
import dev.offramp.policy.PolicyUpdate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says in words whom an update is for, since when, by whom, and what it changes. */
final class PolicyText {

    private PolicyText() {}

    /** As in {@code default}, {@code group lobby-} or {@code stream lobby-7}. */
    static String scope(PolicyUpdate update) {
        String name = update.scope().name().toLowerCase(Locale.ROOT);
        return update.scope() == PolicyScope.DEFAULT ? name : name + " " + update.target();
    }

    static String author(PolicyUpdate update) {
        String author = update.succession().author().isEmpty()
                ? "nobody"
                : update.succession().author();
        return update.succession().steered() ? author + ", steered" : author;
    }

    static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }

    /** From when an update holds, at a time. */
    static String state(PolicyUpdate update, long nowMillis) {
        if (update.validFromMillis() == PolicyUpdate.AT_ONCE) {
            return "in force";
        }
        return (update.validFromMillis() > nowMillis ? "from " : "in force since ") + time(update.validFromMillis());
    }

    /** The whole of one update, in one line. */
    static String line(PolicyUpdate update, PolicySchedule before, long nowMillis) {
        List<String> changes = PolicyField.changes(replaced(update, before, nowMillis), update.policy());
        return scope(update) + ", version " + update.policy().version() + ", by " + author(update) + ", "
                + state(update, nowMillis) + ": "
                + (changes.isEmpty() ? "the same policy as before" : String.join("; ", changes));
    }

    /** What came of a change, a line each. */
    static List<String> report(PolicyDesk.Change change, long nowMillis) {
        PolicyUpdate update = change.update();
        List<String> lines = new ArrayList<>();
        lines.add("Version " + update.policy().version() + " for " + scope(update) + " is on the topic, by "
                + author(update) + ", " + state(update, nowMillis) + ":");
        List<String> changes = PolicyField.changes(replaced(update, change.before(), nowMillis), update.policy());
        changes.forEach(part -> lines.add("  " + part));
        if (changes.isEmpty()) {
            lines.add("  the same policy as before");
        }
        dropped(update, change.before(), nowMillis)
                .forEach(other -> lines.add("  version "
                        + other.policy().version() + ", which was to begin at " + time(other.validFromMillis())
                        + ", is dropped"));
        if (change.attempts() > 1) {
            lines.add("  attempt " + change.attempts() + ": somebody else published at the same moment");
        }
        return lines;
    }

    /** Now, as a person reads it. */
    static String now(long nowMillis) {
        return Instant.ofEpochMilli(nowMillis).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static Optional<Policy> replaced(PolicyUpdate update, PolicySchedule before, long nowMillis) {
        return before.at(update.validFromMillis() == PolicyUpdate.AT_ONCE ? nowMillis : update.validFromMillis());
    }

    private static List<PolicyUpdate> dropped(PolicyUpdate update, PolicySchedule before, long nowMillis) {
        return before.updates().stream()
                .filter(other ->
                        other.validFromMillis() > nowMillis && other.validFromMillis() >= update.validFromMillis())
                .toList();
    }
}
