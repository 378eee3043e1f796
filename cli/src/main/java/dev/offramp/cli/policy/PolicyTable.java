package dev.offramp.cli.policy;

import dev.offramp.cli.terminal.Columns;
import dev.offramp.policy.ScopedPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Policies as a table: a row each, under a head, as wide as they need. */
final class PolicyTable {

    private PolicyTable() {}

    static List<String> lines(List<ScopedPolicy> updates, long nowMillis, Optional<BundleInForce> served) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(head());
        updates.forEach(update -> rows.add(row(update, nowMillis, served)));
        return Columns.lines(rows);
    }

    private static List<String> head() {
        List<String> head = new ArrayList<>(List.of("scope", "version", "state", "by"));
        for (PolicyField field : PolicyField.values()) {
            head.add(field.title());
        }
        return head;
    }

    private static List<String> row(ScopedPolicy update, long nowMillis, Optional<BundleInForce> served) {
        List<String> row = new ArrayList<>(List.of(
                PolicyText.scope(update),
                Long.toString(update.version()),
                PolicyText.state(update, nowMillis, served),
                PolicyText.author(update)));
        for (PolicyField field : PolicyField.values()) {
            row.add(field.isOpen(update.terms()) ? "-" : field.text(update.terms()));
        }
        return row;
    }
}
