package dev.offramp.cli.report;

import dev.offramp.cli.picture.Bar;
import dev.offramp.cli.picture.Bars;
import java.util.ArrayList;
import java.util.List;

/** Every figure of measurements for a spreadsheet, a row each; where two results are compared, A is the one with which. */
record BenchmarkCsv(BenchmarkDocument document) {

    private static final List<String> COLUMNS =
            List.of("benchmark", "group", "unit", "name", "median", "least", "most", "aim");
    private static final List<String> COMPARED = List.of("a_median", "a_least", "a_most", "ratio", "ranges");

    String text() {
        boolean compared =
                document.parts().stream().anyMatch(part -> part.comparison().isPresent());
        List<String> head = new ArrayList<>(COLUMNS);
        if (compared) {
            head.addAll(COMPARED);
        }
        StringBuilder text = new StringBuilder(String.join(",", head)).append(CsvCells.LINE_END);
        for (BenchmarkPart part : document.parts()) {
            for (Bars group : part.result().drawing().bars()) {
                group.bars().forEach(bar -> text.append(row(part, group, bar, compared)));
            }
        }
        return text.toString();
    }

    private static String row(BenchmarkPart part, Bars group, Bar bar, boolean compared) {
        List<String> cells = new ArrayList<>(List.of(
                CsvCells.quoted(part.result().benchmark()),
                CsvCells.quoted(group.title()),
                CsvCells.quoted(group.unit()),
                CsvCells.quoted(bar.name())));
        cells.addAll(numbers(bar));
        cells.add(CsvCells.quoted(bar.aim().words()));
        if (compared) {
            cells.addAll(part.comparison().stream()
                    .flatMap(comparison -> comparison.pairs().stream())
                    .filter(pair -> pair.group().equals(group) && pair.b().equals(bar))
                    .findFirst()
                    .map(BenchmarkCsv::compared)
                    .orElse(List.of("", "", "", "", "")));
        }
        return String.join(",", cells) + CsvCells.LINE_END;
    }

    private static List<String> compared(BenchmarkComparison.Pair pair) {
        List<String> cells = new ArrayList<>(numbers(pair.a()));
        cells.add(pair.ratio().map(CsvCells::number).orElse(""));
        cells.add(pair.ranges());
        return cells;
    }

    private static List<String> numbers(Bar bar) {
        return List.of(CsvCells.number(bar.median()), CsvCells.number(bar.least()), CsvCells.number(bar.most()));
    }
}
