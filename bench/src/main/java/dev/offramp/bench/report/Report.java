package dev.offramp.bench.report;

import dev.offramp.cli.picture.Bars;
import dev.offramp.cli.picture.Drawing;
import java.util.ArrayList;
import java.util.List;

/**
 * What a measurement came to.
 *
 * @param benchmark name of the command
 * @param notes     what belongs beside the figures, a sentence each
 * @param rows      the raw numbers, as they become JSON
 * @param drawing   what its picture shows
 */
public record Report(
        String benchmark,
        String title,
        Conditions conditions,
        List<Figure> figures,
        List<Table> tables,
        List<String> notes,
        List<?> rows,
        Drawing drawing) {

    public Report {
        figures = List.copyOf(figures);
        tables = List.copyOf(tables);
        notes = List.copyOf(notes);
        rows = List.copyOf(rows);
    }

    /** One without a picture. */
    public Report(
            String benchmark,
            String title,
            Conditions conditions,
            List<Figure> figures,
            List<Table> tables,
            List<String> notes,
            List<?> rows) {
        this(benchmark, title, conditions, figures, tables, notes, rows, Drawing.NONE);
    }

    /** The same with bars. */
    public Report drawnAs(Bars... bars) {
        return drawnAs(Drawing.of(bars));
    }

    /** The same with a picture. */
    public Report drawnAs(Drawing other) {
        return new Report(benchmark, title, conditions, figures, tables, notes, rows, other);
    }

    /** Tables, notes and figures, for a screen. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Table table : tables) {
            lines.add("");
            lines.addAll(table.lines());
        }
        lines.add("");
        lines.addAll(notes);
        figures.forEach(figure -> lines.add(figure.line()));
        return lines;
    }
}
