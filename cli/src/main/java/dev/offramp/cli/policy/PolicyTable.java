package dev.offramp.cli.policy;

import dev.offramp.policy.ScopedPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Policies as a table: a row each, under a head, as wide as they need. */
final class PolicyTable {

    private static final String GAP = "  ";

    private PolicyTable() {}

    static List<String> lines(List<ScopedPolicy> updates, long nowMillis, Optional<BundleInForce> served) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(head());
        updates.forEach(update -> rows.add(row(update, nowMillis, served)));
        int[] widths = IntStream.range(0, rows.get(0).size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return rows.stream().map(row -> padded(row, widths)).toList();
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

    private static String padded(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            line.append(String.format(Locale.ROOT, "%-" + widths[column] + "s", row.get(column)))
                    .append(GAP);
        }
        return line.toString().stripTrailing();
    }
}
