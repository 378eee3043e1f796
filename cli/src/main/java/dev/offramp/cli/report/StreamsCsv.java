package dev.offramp.cli.report;

import dev.offramp.cli.report.StreamCosts.Cost;
import java.util.ArrayList;
import java.util.List;

/** What each stream cost for a spreadsheet: every stream that a window names, then what is left, then the whole. */
record StreamsCsv(StreamsTable streams) {

    private static final List<String> COLUMNS = List.of(
            "row",
            "stream",
            "samples",
            "multiply_adds",
            "multiply_adds_share",
            "multiply_adds_per_sample",
            "compute_ms",
            "eur_per_hour",
            "eur_per_million_samples");

    String text() {
        StringBuilder text = new StringBuilder(String.join(",", COLUMNS)).append(CsvCells.LINE_END);
        StreamCosts costs = streams.costs();
        costs.named().forEach(cost -> text.append(row("stream", cost.name(), cost)));
        costs.others().ifPresent(cost -> text.append(row("others", "", cost)));
        return text.append(row("all", "", costs.all())).toString();
    }

    private String row(String kind, String name, Cost cost) {
        List<String> cells = new ArrayList<>(List.of(
                kind,
                name.isEmpty() ? "" : CsvCells.quoted(name),
                String.valueOf(cost.samples()),
                String.valueOf(cost.multiplyAdds()),
                CsvCells.number(streams.costs().share(cost)),
                CsvCells.number(cost.multiplyAddsOfSample()),
                cost.computeMicros().isPresent()
                        ? CsvCells.number(cost.computeMicros().getAsLong() / 1000.0)
                        : ""));
        cells.add(streams.price()
                .map(paid -> CsvCells.number(streams.perHour(paid, cost)))
                .orElse(""));
        cells.add(streams.price()
                .filter(paid -> cost.samples() > 0)
                .map(paid -> CsvCells.number(streams.perMillion(paid, cost)))
                .orElse(""));
        return String.join(",", cells) + CsvCells.LINE_END;
    }
}
