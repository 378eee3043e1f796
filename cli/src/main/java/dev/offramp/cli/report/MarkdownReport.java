package dev.offramp.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The report's tables as GitHub's Markdown; whatever comes from outside is text there too. */
record MarkdownReport(Report report) {

    /**
     * The text.
     *
     * @param pictures that lie beside it, by file name
     */
    String text(List<String> pictures) {
        List<String> parts = new ArrayList<>();
        parts.add("# Offramp report: " + escaped(report.title()));
        Stream.of(report.facts(), report.position())
                .filter(lines -> !lines.isEmpty())
                .forEach(lines -> parts.add(lines(lines)));
        parts.addAll(pictures(pictures));
        for (ReportTable table : report.tables()) {
            parts.add("## " + table.title());
            parts.add(table(table));
        }
        if (report.history().isPresent()) {
            parts.add("## What changed when");
            parts.add(lines(changes()));
        }
        return String.join("\n\n", parts) + "\n";
    }

    static List<String> pictures(List<String> names) {
        return names.stream()
                .map(name -> "![" + name.replaceFirst(".*-", "").replace(".png", "") + "](" + name + ")")
                .toList();
    }

    private List<String> changes() {
        return report.changes().isEmpty()
                ? List.of("Nothing.")
                : report.changes().stream()
                        .map(change ->
                                report.times().text(change.atMillis()) + " " + change.kind() + ": " + change.text())
                        .toList();
    }

    static String lines(List<String> lines) {
        return lines.stream().map(line -> "- " + escaped(line)).collect(Collectors.joining("\n"));
    }

    static String table(ReportTable table) {
        String rule = table.head().stream()
                .map(column -> column.equals(table.head().get(0)) ? "---" : "---:")
                .collect(Collectors.joining("|", "|", "|"));
        Stream<String> rows = table.rows().stream().map(MarkdownReport::row);
        return Stream.concat(Stream.of(row(table.head()), rule), rows).collect(Collectors.joining("\n"));
    }

    private static String row(List<String> cells) {
        return cells.stream().map(MarkdownReport::escaped).collect(Collectors.joining(" | ", "| ", " |"));
    }

    /** What Markdown or the HTML within it would take for markup. */
    static String escaped(String text) {
        return text.replaceAll("[\\p{Cntrl}]+", " ")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replaceAll("([\\\\`*_\\[\\]|])", "\\\\$1");
    }
}
