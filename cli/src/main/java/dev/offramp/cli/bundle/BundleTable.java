package dev.offramp.cli.bundle;

import dev.offramp.cli.options.ScopeName;
import dev.offramp.cli.terminal.Columns;
import dev.offramp.cli.terminal.Printable;
import dev.offramp.refresh.Order;
import java.util.ArrayList;
import java.util.List;

/** What {@code bundle show} prints: orders as a table, what tasks say of them, and what was refused. */
final class BundleTable {

    private BundleTable() {}

    static List<String> lines(BundleBoard board, long nowMillis) {
        List<String> lines = new ArrayList<>();
        if (board.orders().isEmpty()) {
            lines.add("None: every stream meets the bundle that the job was started with.");
        } else {
            lines.addAll(table(board, nowMillis));
        }
        add("Tasks:", TaskState.lines(board.reports()), lines);
        add(
                "Refused:",
                board.refused().stream()
                        .map(record -> record.origin() + " under " + Printable.text(record.key()) + ": "
                                + Printable.text(record.refusal().detail()))
                        .toList(),
                lines);
        return lines;
    }

    private static void add(String head, List<String> more, List<String> lines) {
        if (!more.isEmpty()) {
            lines.add(head);
            more.forEach(line -> lines.add("  " + line));
        }
    }

    private static List<String> table(BundleBoard board, long nowMillis) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("scope", "order", "role", "share", "bundle", "holds", "by", "state"));
        board.orders().forEach(order -> rows.add(row(order, board, nowMillis)));
        return Columns.lines(rows);
    }

    private static List<String> row(Order order, BundleBoard board, long nowMillis) {
        return List.of(
                ScopeName.of(order.scope(), order.target()),
                Long.toString(order.version()),
                order.source().isEmpty() ? "withdrawn" : BundleText.role(order),
                BundleText.share(order),
                order.source().map(BundleText::bundle).orElse("-"),
                board.standing(order.key()).map(BundleText::bundle).orElse("-"),
                BundleText.author(order),
                BundleText.state(board.decision(order), nowMillis));
    }
}
