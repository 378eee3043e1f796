package dev.offramp.cli.report;

import dev.offramp.cli.analysis.Shadow;
import dev.offramp.cli.terminal.Quantity;
import dev.offramp.throughput.ServedWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What an interval cost, a column a bundle: in multiply-adds, and in money where the price of a core is known. */
final class CostTable {

    private static final double HOUR = 3_600_000;

    private CostTable() {}

    /** The table; machines are paid for by all bundles together. */
    static ReportTable of(List<ServedWindow> sums, Span covered, Optional<Price> price) {
        List<ServedWindow> each = sums.size() > 1 ? sums : List.of();
        List<String> head = new ArrayList<>(List.of(""));
        each.forEach(sum -> head.add(sum.bundle().toString()));
        head.add(each.isEmpty() ? sums.get(0).bundle().toString() : "together");
        double hours = covered.millis() / HOUR;
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("multiply-adds an hour", sums, of -> Quantity.scaled(multiplyAdds(of) / hours)));
        rows.add(row("multiply-adds for a million samples", sums, CostTable::forMillion));
        rows.add(row("multiply-adds of shadows an hour, on top", sums, of -> Quantity.scaled(shadows(of) / hours)));
        price.ifPresent(paid -> {
            String perMillion = perMillion(paid, samples(sums) / (3600 * hours));
            rows.add(money("machines, an hour", each, Quantity.euros(paid.perHour())));
            rows.add(money("machines, a million samples", each, perMillion));
        });
        return new ReportTable("cost-table", "What it cost", head, rows);
    }

    private static String forMillion(List<ServedWindow> sums) {
        return Quantity.scaled(1e6 * multiplyAdds(sums) / Math.max(1, samples(sums)));
    }

    private static String perMillion(Price price, double samplesPerSecond) {
        return samplesPerSecond == 0 ? "no samples" : Quantity.euros(price.perMillion(samplesPerSecond));
    }

    private static List<String> row(String name, List<ServedWindow> sums, Function<List<ServedWindow>, String> cell) {
        List<String> row = new ArrayList<>(List.of(name));
        if (sums.size() > 1) {
            sums.forEach(sum -> row.add(cell.apply(List.of(sum))));
        }
        row.add(cell.apply(sums));
        return row;
    }

    private static List<String> money(String name, List<ServedWindow> sums, String together) {
        List<String> row = new ArrayList<>(List.of(name));
        sums.forEach(sum -> row.add(""));
        row.add(together);
        return row;
    }

    private static double multiplyAdds(List<ServedWindow> sums) {
        return sums.stream()
                .mapToDouble(sum -> sum.window().totals().multiplyAdds())
                .sum();
    }

    private static double shadows(List<ServedWindow> sums) {
        return sums.stream()
                .mapToDouble(sum -> sum.window().totals().shadowMultiplyAdds()
                        + Shadow.of(sum).map(Shadow::multiplyAdds).orElse(0.0))
                .sum();
    }

    private static double samples(List<ServedWindow> sums) {
        return sums.stream().mapToDouble(sum -> sum.window().totals().samples()).sum();
    }
}
