package dev.offramp.cli.bundle;

import dev.offramp.bundle.store.BundleSource;
import dev.offramp.cli.options.ScopeName;
import dev.offramp.cli.terminal.Printable;
import dev.offramp.refresh.Decision;
import dev.offramp.refresh.Order;
import dev.offramp.refresh.Role;
import dev.offramp.refresh.TaskReport;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says in words what is ordered, what became of it, and how far tasks are. */
final class BundleText {

    private static final int DIGITS = 12; // of a digest, as many as tell bundles apart

    private BundleText() {}

    /** As in {@code default} or {@code group lobby-, on trial}. */
    static String about(Order order) {
        return ScopeName.of(order.scope(), order.target()) + (order.onTrial() ? ", on trial" : "");
    }

    /** Name, version and the beginning of the digest. */
    static String bundle(BundleSource source) {
        return Printable.text(source.id() + " (" + source.sha256().substring(0, DIGITS) + ")");
    }

    /** What an order puts somewhere. */
    static String wanted(Order order) {
        if (order.source().isEmpty()) {
            return order.onTrial() ? "nothing on trial" : "no bundle of its own";
        }
        String bundle = bundle(order.source().get());
        return switch (order.role()) {
            case SERVING -> bundle;
            case CANARY -> bundle + " for " + percent(order.share()) + " of the streams";
            case SHADOW -> bundle + " beside, on " + percent(order.share()) + " of the samples";
        };
    }

    /** From when on an order wants it. */
    static String from(Order order) {
        return order.validFromMillis().isPresent()
                ? "from " + time(order.validFromMillis().getAsLong())
                : "as soon as all tasks are ready";
    }

    static String author(Order order) {
        return order.author().isEmpty() ? "nobody" : Printable.text(order.author());
    }

    static String role(Order order) {
        return order.role().name().toLowerCase(Locale.ROOT);
    }

    /** As in {@code 5%}. */
    static String percent(double share) {
        return BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros().toPlainString() + "%";
    }

    static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }

    /** What became of an order, at a time. */
    static String state(Optional<Decision> decision, long nowMillis) {
        return decision.map(found -> state(found, nowMillis)).orElse("waits for tasks");
    }

    private static String state(Decision decision, long nowMillis) {
        String because = decision.reason().isEmpty() ? "" : ": " + Printable.text(decision.reason());
        String since = time(decision.validFromMillis());
        return switch (decision.outcome()) {
            case ACCEPTED ->
                decision.validFromMillis() > nowMillis
                        ? "from " + since + because
                        : "in force since " + since + because;
            case REFUSED -> "refused" + because;
            case ROLLED_BACK -> "rolled back" + because;
        };
    }

    /** The whole of an order, in one line. */
    static String line(Order order) {
        return about(order) + ", order " + order.version() + ", by " + author(order) + ": " + wanted(order) + ", "
                + from(order) + when(order) + because(order);
    }

    private static String when(Order order) {
        return order.rule().isEmpty() ? "" : ", decided by '" + Printable.text(order.rule()) + "'";
    }

    private static String because(Order order) {
        return order.reason().isEmpty() ? "" : " (because: " + Printable.text(order.reason()) + ")";
    }

    /** What came of handing an order in, a line each. */
    static List<String> report(BundleDesk.Change change) {
        Order order = change.order();
        List<String> lines = new ArrayList<>();
        lines.add("Order " + order.version() + " is on the topic: " + line(order));
        lines.add("  instead of " + order.previous().map(BundleText::bundle).orElseGet(() -> otherwise(order)));
        if (change.attempts() > 1) {
            lines.add("  attempt " + change.attempts() + ": somebody else ordered at the same moment");
        }
        return lines;
    }

    private static String otherwise(Order order) {
        if (order.onTrial()) {
            return "nothing on trial";
        }
        return order.target().isEmpty()
                ? "the bundle that the job was started with"
                : "what serves the next wider scope";
    }

    /** What a task says of a bundle. */
    static String line(TaskReport report) {
        return task(report) + ", " + bundle(report.source()) + ": "
                + report.problem().map(Printable::text).orElse("ready");
    }

    /** As Flink's pages call it: {@code stage-2 (1/4)}. */
    static String task(TaskReport report) {
        return Printable.text(report.operator()) + " (" + (report.subtask() + 1) + "/" + report.parallelism() + ")";
    }

    /** What became of an order, in one line. */
    static String line(Decision decision, long nowMillis) {
        return Printable.text(decision.about()) + ", order " + decision.order() + ": "
                + state(Optional.of(decision), nowMillis);
    }

    /** Of how much an order is, as in {@code 5%}; a dash where it is of all. */
    static String share(Order order) {
        return order.role() == Role.SERVING ? "-" : percent(order.share());
    }
}
