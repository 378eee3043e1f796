package dev.offramp.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Rows under columns, as text or as Markdown; the first column names the row. */
public record Table(String title, List<String> columns, List<List<String>> rows) {

    private static final String GAP = "   ";

    public Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        int width = columns.size();
        if (rows.stream().anyMatch(row -> row.size() != width)) {
            throw new IllegalArgumentException("every row of '" + title + "' needs " + width + " cells");
        }
    }

    /** Lines for a screen: the first column to the left, the others to the right. */
    public List<String> lines() {
        List<List<String>> all = new ArrayList<>(List.of(columns));
        all.addAll(rows);
        int[] widths = IntStream.range(0, columns.size())
                .map(column -> all.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return all.stream().map(row -> line(row, widths)).toList();
    }

    /** Lines of a Markdown table, the title above it. */
    public List<String> markdown() {
        List<String> lines = new ArrayList<>(List.of("**" + title + "**", "", markdown(columns)));
        lines.add("|" + "---|".repeat(columns.size()));
        rows.forEach(row -> lines.add(markdown(row)));
        lines.add("");
        return lines;
    }

    private static String markdown(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder(row.get(0))
                .append(" ".repeat(widths[0] - row.get(0).length()));
        for (int column = 1; column < widths.length; column++) {
            String cell = row.get(column);
            line.append(GAP).append(" ".repeat(widths[column] - cell.length())).append(cell);
        }
        return line.toString().stripTrailing();
    }
}
