package dev.offramp.cli.report;

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
        List<String> head = new ArrayList<>(List.of(""));
        sums.forEach(sum -> head.add(sum.bundle().toString()));
        head.add("together");
        double hours = covered.millis() / HOUR;
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("multiply-adds an hour", sums, all -> Quantity.scaled(multiplyAdds(all) / hours)));
        rows.add(row(
                "multiply-adds for a million samples",
                sums,
                all -> Quantity.scaled(1e6 * multiplyAdds(all) / Math.max(1, samples(all)))));
        rows.add(row("multiply-adds of shadows an hour, on top", sums, all -> Quantity.scaled(shadows(all) / hours)));
        price.ifPresent(paid -> {
            rows.add(money("machines, an hour", sums, Quantity.euros(paid.perHour())));
            rows.add(money("machines, a million samples", sums, perMillion(paid, samples(sums) / (3600 * hours))));
        });
        return new ReportTable("cost-table", "What it cost", head, rows);
    }

    private static String perMillion(Price price, double samplesPerSecond) {
        return samplesPerSecond == 0 ? "no samples" : Quantity.euros(price.perMillion(samplesPerSecond));
    }

    private static List<String> row(String name, List<ServedWindow> sums, Function<List<ServedWindow>, String> cell) {
        List<String> row = new ArrayList<>(List.of(name));
        sums.forEach(sum -> row.add(cell.apply(List.of(sum))));
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
                .mapToDouble(sum -> sum.window().totals().shadowMultiplyAdds())
                .sum();
    }

    private static double samples(List<ServedWindow> sums) {
        return sums.stream().mapToDouble(sum -> sum.window().totals().samples()).sum();
    }
}
