package dev.offramp.cli.report;

import java.util.ArrayList;
import java.util.List;

/** Measurements as GitHub's Markdown; whatever comes from a file is text there too. */
record BenchmarkMarkdown(BenchmarkDocument document) {

    /**
     * The text.
     *
     * @param pictures that lie beside it, by file name
     */
    String text(List<String> pictures) {
        List<String> paragraphs = new ArrayList<>();
        paragraphs.add("# Offramp benchmark: " + MarkdownReport.escaped(document.title()));
        paragraphs.addAll(MarkdownReport.pictures(pictures));
        for (BenchmarkPart part : document.parts()) {
            paragraphs.add("## " + MarkdownReport.escaped(part.result().title()));
            paragraphs.add(MarkdownReport.lines(part.facts()));
            for (ReportTable table : part.tables()) {
                paragraphs.add("### " + MarkdownReport.escaped(table.title()));
                paragraphs.add(MarkdownReport.table(table));
            }
            if (!part.notes().isEmpty()) {
                paragraphs.add(MarkdownReport.lines(part.notes()));
            }
        }
        return String.join("\n\n", paragraphs) + "\n";
    }
}
