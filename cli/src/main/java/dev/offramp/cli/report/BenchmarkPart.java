package dev.offramp.cli.report;

import dev.offramp.cli.picture.Drawing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One measurement in a report.
 *
 * @param comparison with another result of the same
 */
record BenchmarkPart(Benchmark result, Optional<BenchmarkComparison> comparison) {

    /** When, on what and with which settings. */
    List<String> facts() {
        if (comparison.isEmpty()) {
            return result.conditions().facts();
        }
        List<String> facts = new ArrayList<>();
        comparison.get().a().conditions().facts().forEach(fact -> facts.add("A: " + fact));
        result.conditions().facts().forEach(fact -> facts.add("B: " + fact));
        return facts;
    }

    /** All of them, in the order of the report. */
    List<ReportTable> tables() {
        List<ReportTable> tables = new ArrayList<>();
        comparison.map(BenchmarkComparison::table).ifPresent(tables::add);
        tables.add(result.figuresTable());
        result.tables()
                .forEach(table -> tables.add(new ReportTable("table", table.title(), table.columns(), table.rows())));
        return tables;
    }

    /** What each figure means, and what belongs beside them. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        result.figures().forEach(figure -> notes.add(figure.name() + ": " + figure.definition()));
        notes.addAll(result.notes());
        return notes;
    }

    Drawing drawing() {
        return comparison.map(BenchmarkComparison::drawing).orElse(result.drawing());
    }
}
