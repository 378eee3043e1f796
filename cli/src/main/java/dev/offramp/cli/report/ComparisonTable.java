package dev.offramp.cli.report;

import dev.offramp.budget.Interval;
import dev.offramp.cli.terminal.Figures;
import dev.offramp.cli.terminal.Quantity;
import dev.offramp.throughput.ServedWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;

/**
 * Two intervals beside each other: A, with which is compared, and B; of each the bundle that answered most.
 *
 * @param a summed up
 * @param b likewise
 */
record ComparisonTable(ServedWindow a, ServedWindow b) {

    private static final double MILLI = 1000;
    private static final String NONE = "none";

    /** The table. */
    static ReportTable of(History a, History b, Times times) {
        return new ComparisonTable(a.sums().get(0), b.sums().get(0))
                .table("A: " + times.text(a.span()), "B: " + times.text(b.span()));
    }

    private ReportTable table(String nameA, String nameB) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "bundle",
                a.bundle().toString(),
                b.bundle().toString(),
                a.bundle().equals(b.bundle()) ? "the same" : "another"));
        rows.add(ratio("samples", of -> of.figures().samples(), number -> Figures.count(number)));
        rows.add(ratio("samples a second", of -> of.figures().samplesPerSecond(), Quantity::digits));
        rows.add(ratio("multiply-adds a sample", of -> of.figures().meanMultiplyAdds(), Figures::multiplyAdds));
        rows.add(shares("accuracy, measured", Measured.accuracy(a), Measured.accuracy(b), "no labels"));
        rows.add(shares("shadows that agree", Measured.agreement(a), Measured.agreement(b), "no shadows"));
        rows.add(ratio("latency p50", of -> of.figures().latency().p50Micros() / MILLI, Figures::millis));
        rows.add(ratio("latency p95", of -> of.figures().latency().p95Micros() / MILLI, Figures::millis));
        rows.add(ratio("latency p99", of -> of.figures().latency().p99Micros() / MILLI, Figures::millis));
        for (int exit = 0; exit < Math.max(a.exits(), b.exits()); exit++) {
            rows.add(points("left at exit " + (exit + 1), exitShare(a, exit), exitShare(b, exit)));
        }
        return new ReportTable("comparison", "Two intervals compared", List.of("", nameA, nameB, "B against A"), rows);
    }

    private List<String> ratio(String name, ToDoubleFunction<ServedWindow> measure, DoubleFunction<String> text) {
        double first = measure.applyAsDouble(a);
        double second = measure.applyAsDouble(b);
        return List.of(
                name, text.apply(first), text.apply(second), first == 0 ? "" : "× " + Quantity.digits(second / first));
    }

    private static List<String> points(String name, double first, double second) {
        return List.of(name, Figures.percent(first), Figures.percent(second), difference(first, second));
    }

    /** Intervals that overlap may differ by chance alone. */
    private static List<String> shares(String name, Optional<Interval> first, Optional<Interval> second, String none) {
        String change = "";
        if (first.isPresent() && second.isPresent()) {
            boolean apart = first.get().high() < second.get().low()
                    || second.get().high() < first.get().low();
            String points = difference(first.get().value(), second.get().value());
            change = apart || points.equals(NONE) ? points : points + ", perhaps by chance: the intervals overlap";
        }
        return List.of(
                name,
                first.map(Quantity::share).orElse(none),
                second.map(Quantity::share).orElse(none),
                change);
    }

    private static String difference(double first, double second) {
        String points = String.format(Locale.ROOT, "%+.1f points", 100 * (second - first));
        return points.substring(1).startsWith("0.0 ") ? NONE : points;
    }

    private static double exitShare(ServedWindow of, int exit) {
        return exit < of.exits() ? of.figures().exits().get(exit).share() : 0;
    }
}
