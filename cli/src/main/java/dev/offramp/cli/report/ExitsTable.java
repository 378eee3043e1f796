package dev.offramp.cli.report;

import dev.offramp.budget.Interval;
import dev.offramp.cli.analysis.TimeSpent;
import dev.offramp.cli.terminal.Figures;
import dev.offramp.cli.terminal.Quantity;
import dev.offramp.throughput.ExitFigures;
import dev.offramp.throughput.ExitTotals;
import dev.offramp.throughput.ServedWindow;
import dev.offramp.throughput.StageFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the exits and the stages of one bundle did, a row each. */
final class ExitsTable {

    private static final double MILLI = 1000;

    private ExitsTable() {}

    static ReportTable ofExits(ServedWindow sum) {
        List<List<String>> rows =
                sum.figures().exits().stream().map(ExitsTable::exit).toList();
        return new ReportTable(
                "exits-table",
                "Exits",
                List.of("", "samples", "share", "accuracy", "agreement", "latency p50", "p99"),
                rows);
    }

    static ReportTable ofStages(ServedWindow sum) {
        List<List<String>> rows =
                sum.figures().stages().stream().map(ExitsTable::stage).toList();
        return new ReportTable(
                "stages-table",
                "Stages",
                List.of("", "samples", "mean batch", "wait p50", "wait p99", "compute p50", "compute p99"),
                rows);
    }

    /** Where the time of a mean sample went. */
    static ReportTable ofTime(ServedWindow sum) {
        var time = TimeSpent.of(sum.window().totals());
        double whole = time.before()
                + Stream.concat(time.waiting().stream(), time.compute().stream())
                        .mapToDouble(Double::doubleValue)
                        .sum();
        List<List<String>> rows = new ArrayList<>();
        rows.add(part("topic, admission, decoding", time.before(), whole));
        for (int k = 0; k < time.waiting().size(); k++) {
            rows.add(part(
                    "waiting for a batch of stage " + (k + 1), time.waiting().get(k), whole));
        }
        for (int k = 0; k < time.compute().size(); k++) {
            rows.add(part("computing in stage " + (k + 1), time.compute().get(k), whole));
        }
        return new ReportTable(
                "time-table", "Where the time of a mean sample goes", List.of("", "time", "share"), rows);
    }

    private static List<String> part(String name, double millis, double whole) {
        return List.of(name, Figures.millis(millis), Figures.percent(whole > 0 ? millis / whole : 0));
    }

    private static List<String> exit(ExitFigures exit) {
        ExitTotals totals = exit.totals();
        return List.of(
                "exit " + exit.exit(),
                Quantity.count(totals.samples()),
                Figures.percent(exit.share()),
                share(totals.correct(), totals.labelled(), "no labels"),
                share(totals.agreed(), totals.shadowed(), "no shadows"),
                Figures.millis(exit.latency().p50Micros() / MILLI),
                Figures.millis(exit.latency().p99Micros() / MILLI));
    }

    private static List<String> stage(StageFigures stage) {
        return List.of(
                "stage " + stage.stage(),
                Quantity.count(stage.samples()),
                Quantity.digits(stage.meanBatchSize()),
                Figures.millis(stage.queue().p50Micros() / MILLI),
                Figures.millis(stage.queue().p99Micros() / MILLI),
                Figures.millis(stage.compute().p50Micros() / MILLI),
                Figures.millis(stage.compute().p99Micros() / MILLI));
    }

    private static String share(long hits, long of, String none) {
        return of == 0 ? none : Quantity.share(Interval.ofShare(hits, of));
    }
}
