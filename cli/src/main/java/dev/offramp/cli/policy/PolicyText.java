package dev.offramp.cli.policy;

import dev.offramp.cli.options.ScopeName;
import dev.offramp.cli.terminal.Printable;
import dev.offramp.policy.PolicyChange;
import dev.offramp.policy.PolicySchedule;
import dev.offramp.policy.PolicyTerms;
import dev.offramp.policy.Scope;
import dev.offramp.policy.ScopedPolicy;
import dev.offramp.policy.Wish;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says in words whom an update is for, since when, by whom, and what it changes. */
final class PolicyText {

    private PolicyText() {}

    /** As in {@code default}, {@code group lobby-} or {@code stream lobby-7}. */
    static String scope(PolicyChange change) {
        return scope(change.scope(), change.target());
    }

    /** As in {@code default}, {@code group lobby-} or {@code stream lobby-7}. */
    static String scope(Scope scope, String target) {
        return ScopeName.of(scope, target);
    }

    static String author(ScopedPolicy update) {
        String author = update.succession().author().isEmpty()
                ? "nobody"
                : Printable.text(update.succession().author());
        return update.succession().steered() ? author + ", steered" : author;
    }

    /** Why, as its author says; empty where nothing was said. */
    static Optional<String> reason(ScopedPolicy update) {
        return Optional.of(update.succession().reason())
                .filter(said -> !said.isEmpty())
                .map(said -> "because: " + Printable.text(said));
    }

    static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }

    /** From when an update holds, at a time, and whether the bundle that is served obeys it. */
    static String state(ScopedPolicy update, long nowMillis, Optional<BundleInForce> served) {
        if (update.validFromMillis() > nowMillis) {
            return "from " + time(update.validFromMillis());
        }
        Wish wish = update.terms().wish();
        if (served.isPresent() && served.get().disobeys(wish)) {
            return "not obeyed: " + served.get().id() + " is served, its own thresholds hold";
        }
        String since =
                update.validFromMillis() == ScopedPolicy.AT_ONCE ? "" : " since " + time(update.validFromMillis());
        boolean depends = served.isEmpty() && wish instanceof Wish.ThresholdsOf;
        return "in force" + since + (depends ? ", if that bundle is served" : "");
    }

    /** The whole of one update, in one line. */
    static String line(ScopedPolicy update, PolicySchedule before, long nowMillis, Optional<BundleInForce> served) {
        List<String> changes = PolicyField.changes(replaced(update, before, nowMillis), update.terms());
        return scope(update) + ", version " + update.version() + ", by " + author(update) + ", "
                + state(update, nowMillis, served) + ": "
                + (changes.isEmpty() ? "the same policy as before" : String.join("; ", changes))
                + reason(update).map(reason -> " (" + reason + ")").orElse("");
    }

    /** What came of a change, a line each. */
    static List<String> report(PolicyDesk.Change change, long nowMillis, Optional<BundleInForce> served) {
        ScopedPolicy update = change.update();
        List<String> lines = new ArrayList<>();
        lines.add("Version " + update.version() + " for " + scope(update) + " is on the topic, by " + author(update)
                + ", " + state(update, nowMillis, served) + ":");
        List<String> changes = PolicyField.changes(replaced(update, change.before(), nowMillis), update.terms());
        changes.forEach(part -> lines.add("  " + part));
        reason(update).ifPresent(said -> lines.add("  " + said));
        if (changes.isEmpty()) {
            lines.add("  the same policy as before");
        }
        dropped(update, change.before(), nowMillis)
                .forEach(other -> lines.add("  version " + other.version() + ", which was to begin at "
                        + time(other.validFromMillis()) + ", is dropped"));
        if (change.attempts() > 1) {
            lines.add("  attempt " + change.attempts() + ": somebody else published at the same moment");
        }
        return lines;
    }

    /** Now, as a person reads it. */
    static String now(long nowMillis) {
        return Instant.ofEpochMilli(nowMillis).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static PolicyTerms replaced(ScopedPolicy update, PolicySchedule before, long nowMillis) {
        return before.at(update.validFromMillis() == ScopedPolicy.AT_ONCE ? nowMillis : update.validFromMillis())
                .map(ScopedPolicy::terms)
                .orElse(PolicyTerms.NOTHING);
    }

    private static List<ScopedPolicy> dropped(ScopedPolicy update, PolicySchedule before, long nowMillis) {
        return before.updates().stream()
                .filter(other ->
                        other.validFromMillis() > nowMillis && other.validFromMillis() >= update.validFromMillis())
                .toList();
    }
}
