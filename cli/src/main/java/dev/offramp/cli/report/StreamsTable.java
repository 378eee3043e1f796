package dev.offramp.cli.report;

import dev.offramp.cli.report.StreamCosts.Cost;
import dev.offramp.cli.terminal.Figures;
import dev.offramp.cli.terminal.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What each stream cost: in multiply-adds, and as its part of what the machines cost where the price of a core is known. */
record StreamsTable(StreamCosts costs, Span covered, Optional<Price> price) {

    static final int MOST = 20;
    static final double HOUR = 3_600_000;

    ReportTable table() {
        List<String> head = new ArrayList<>(
                List.of("stream", "samples", "multiply-adds a sample", "of all multiply-adds", "computing"));
        if (price.isPresent()) {
            head.addAll(List.of("an hour", "a million samples"));
        }
        return new ReportTable(
                "streams-table",
                "What each stream cost",
                head,
                costs.rows().stream().map(this::row).toList());
    }

    private List<String> row(Cost cost) {
        List<String> row = new ArrayList<>(List.of(
                cost.name(),
                Quantity.count(cost.samples()),
                Figures.multiplyAdds(cost.multiplyAddsOfSample()),
                Figures.percent(costs.share(cost)),
                cost.computeMicros().isPresent()
                        ? Figures.millis(cost.computeMicros().getAsLong() / 1000.0)
                        : "not counted"));
        price.ifPresent(paid -> {
            row.add(Quantity.euros(perHour(paid, cost)));
            row.add(cost.samples() == 0 ? "no samples" : Quantity.euros(perMillion(paid, cost)));
        });
        return row;
    }

    /** Its part of the machines, by multiply-adds, in euros. */
    double perHour(Price paid, Cost cost) {
        return costs.share(cost) * paid.perHour();
    }

    /** The same for a million samples; there are some. */
    double perMillion(Price paid, Cost cost) {
        return perHour(paid, cost) * covered.millis() / HOUR / cost.samples() * 1e6;
    }
}
