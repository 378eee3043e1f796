package dev.offramp.cli.report;

import static dev.offramp.refresh.Quantity.ACCURACY_LOSS;
import static dev.offramp.refresh.Quantity.AGREEMENT;
import static dev.offramp.refresh.Quantity.COST;
import static dev.offramp.refresh.Quantity.LATENCY;

import dev.offramp.cli.analysis.Frontier;
import dev.offramp.cli.analysis.Shadow;
import dev.offramp.cli.terminal.Figures;
import dev.offramp.cli.terminal.Quantity;
import dev.offramp.throughput.ExitFigures;
import dev.offramp.throughput.LatencyFigures;
import dev.offramp.throughput.LimitTotals;
import dev.offramp.throughput.ServedWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** What an interval came to, a column a bundle. */
final class SummaryTable {

    private static final double MILLI = 1000;
    private static final int MOST_BUNDLES = 6;
    private static final String TOO_FEW = "too few to tell";

    private final List<ServedWindow> sums;
    private final List<List<String>> rows = new ArrayList<>();

    private SummaryTable(List<ServedWindow> sums) {
        this.sums = sums.subList(0, Math.min(MOST_BUNDLES, sums.size()));
    }

    /**
     * The table.
     *
     * @param sums of the bundles, the one that answered most first
     */
    static ReportTable of(List<ServedWindow> sums, Optional<Model> model, Times times) {
        var table = new SummaryTable(sums);
        table.row(
                "windows",
                sum -> times.text(
                        new Span(sum.window().startMillis(), sum.window().endMillis())));
        table.row("samples", sum -> Quantity.count(sum.figures().samples()));
        table.row("samples a second", sum -> Quantity.digits(sum.figures().samplesPerSecond()));
        table.row(
                "multiply-adds a sample",
                sum -> Figures.multiplyAdds(sum.figures().meanMultiplyAdds()));
        table.row("use of the budget", SummaryTable::budgetUse);
        table.accuracy(model);
        table.shadows();
        table.exits();
        table.latency();
        table.limits();
        List<String> head = new ArrayList<>(List.of(""));
        table.sums.forEach(sum -> head.add(sum.bundle().toString()));
        return new ReportTable("summary", "What it came to", head, table.rows);
    }

    private void row(String name, Function<ServedWindow, String> cell) {
        List<String> row = new ArrayList<>(List.of(name));
        sums.forEach(sum -> row.add(cell.apply(sum)));
        rows.add(row);
    }

    private static String budgetUse(ServedWindow sum) {
        var use = sum.figures().budgetUse();
        return use.isPresent() ? Figures.percent(use.getAsDouble()) : "no budget";
    }

    private void accuracy(Optional<Model> model) {
        row("accuracy, measured", sum -> Measured.accuracy(sum)
                .map(share -> Quantity.share(share) + " of "
                        + Quantity.count(sum.figures().labelled()) + " with labels")
                .orElse("no labels"));
        if (sums.stream().anyMatch(sum -> f1(sum).isPresent())) {
            row(
                    "F1 of labels, measured",
                    sum -> f1(sum).isPresent() ? Figures.percent(f1(sum).getAsDouble()) : "no labels");
        }
        if (sums.stream().anyMatch(sum -> error(sum).isPresent())) {
            row(
                    "mean absolute error, measured",
                    sum -> error(sum).isPresent() ? Figures.number(error(sum).getAsDouble()) : "no true numbers");
        }
        model.flatMap(Model::frontier)
                .ifPresent(frontier -> row("accuracy, expected at that cost", sum -> expected(frontier, sum, model)));
        row("shadows that agree with the last exit", sum -> Measured.agreement(sum)
                .map(share -> Quantity.share(share) + " of " + Quantity.count(Measured.shadowed(sum)))
                .orElse("no shadows"));
    }

    private static OptionalDouble f1(ServedWindow sum) {
        return sum.window().totals().labels().f1();
    }

    private static OptionalDouble error(ServedWindow sum) {
        return sum.window().totals().numbers().meanAbsoluteError();
    }

    /** Of bundles that ran beside others without answering. */
    private void shadows() {
        if (sums.stream().allMatch(sum -> Shadow.of(sum).isEmpty())) {
            return;
        }
        shadow("as a shadow: samples", shadow -> Quantity.count(shadow.samples()));
        shadow("as a shadow: agreement with what answered", shadow -> shadow.estimate(AGREEMENT)
                .map(Quantity::share)
                .orElseGet(() -> Figures.percent(shadow.agreement())));
        shadow(
                "as a shadow: accuracy lost",
                shadow -> shadow.estimate(ACCURACY_LOSS).map(Quantity::share).orElse(TOO_FEW));
        shadow(
                "as a shadow: cost, times that of what answered",
                shadow -> shadow.estimate(COST).map(Quantity::factor).orElseGet(() -> Quantity.digits(shadow.cost())));
        shadow(
                "as a shadow: latency, times that of what answered",
                shadow -> shadow.estimate(LATENCY).map(Quantity::factor).orElse(TOO_FEW));
    }

    private void shadow(String name, Function<Shadow, String> cell) {
        row(name, sum -> Shadow.of(sum).map(cell).orElse("no shadow"));
    }

    private static String expected(Frontier frontier, ServedWindow sum, Optional<Model> model) {
        return model.filter(known -> known.isServedBy(sum)).isPresent()
                ? Figures.percent(frontier.accuracyAt(sum.figures().meanMultiplyAdds()))
                : "another bundle";
    }

    private void exits() {
        int exits = sums.stream().mapToInt(ServedWindow::exits).max().orElse(0);
        for (int exit = 1; exit <= exits; exit++) {
            int number = exit;
            row("left at exit " + exit, sum -> number > sum.exits() ? "no such exit" : share(sum, number));
        }
    }

    private static String share(ServedWindow sum, int exit) {
        ExitFigures figures = sum.figures().exits().get(exit - 1);
        return Figures.percent(figures.share());
    }

    private void latency() {
        latency("latency, median (p50)", LatencyFigures::p50Micros);
        latency("latency, p95", LatencyFigures::p95Micros);
        latency("latency, p99", LatencyFigures::p99Micros);
        latency("latency, longest", LatencyFigures::maxMicros);
    }

    private void latency(String name, Function<LatencyFigures, Long> micros) {
        row(name, sum -> Figures.millis(micros.apply(sum.figures().latency()) / MILLI));
    }

    private void limits() {
        row("deadlines met", sum -> deadlines(sum.window().totals().limits()));
        row(
                "answered early for a deadline",
                sum -> count(sum.window().totals().limits().cutByDeadline()));
        row(
                "answered early for a budget",
                sum -> count(sum.window().totals().limits().cutByBudget()));
    }

    private static String deadlines(LimitTotals limits) {
        return limits.withDeadline() == 0
                ? "no deadlines"
                : Figures.percent((double) limits.inTime() / limits.withDeadline()) + " of "
                        + Quantity.count(limits.withDeadline());
    }

    private static String count(long number) {
        return number == 0 ? "none" : Quantity.count(number);
    }
}
