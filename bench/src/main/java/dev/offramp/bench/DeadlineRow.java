package dev.offramp.bench;

import dev.offramp.bench.report.Figure;
import dev.offramp.bench.report.Table;
import dev.offramp.cli.picture.Bar;
import dev.offramp.cli.picture.Bars;
import dev.offramp.cli.picture.Drawing;
import dev.offramp.cli.terminal.Figures;
import dev.offramp.policy.Limits;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What came of a load under one deadline.
 *
 * @param deadlineMillis     or {@link Limits#NONE}
 * @param firstExitP99Millis from the creation of a frame until there was any answer
 * @param inTime             share of the frames, those that were refused as late among them
 * @param cut                share of the answers that left early for the deadline
 */
record DeadlineRow(
        long deadlineMillis,
        double perSecond,
        long firstExitP99Millis,
        long latencyP99Millis,
        double inTime,
        double cut,
        double accuracy,
        double meanMultiplyAdds) {

    Figure figure() {
        return Figure.reported(
                "answers within " + name(),
                "Share of the answers that were decided in time, all early exits closed so that only the deadline lets a sample"
                        + " leave early.",
                String.format(Locale.ROOT, "%.2f %%", 100 * inTime));
    }

    static Table table(List<DeadlineRow> rows) {
        List<String> columns = List.of(
                "deadline",
                "load/s",
                "first exit, p99",
                "latency, p99",
                "in time",
                "left for it",
                "accuracy",
                "multiply-adds");
        return new Table(
                "Deadlines", columns, rows.stream().map(DeadlineRow::cells).toList());
    }

    static Drawing drawing(List<DeadlineRow> rows) {
        return Drawing.of(
                percents("Answered within the deadline", "% of the frames", rows, DeadlineRow::inTime),
                percents("Left early for the deadline", "% of the answers", rows, DeadlineRow::cut),
                percents("Accuracy", "% of the answers with a label", rows, DeadlineRow::accuracy));
    }

    private static Bars percents(
            String title, String unit, List<DeadlineRow> rows, ToDoubleFunction<DeadlineRow> share) {
        return new Bars(
                title,
                unit,
                rows.stream()
                        .map(row -> Bar.of("deadline " + row.name(), 100 * share.applyAsDouble(row)))
                        .toList());
    }

    private String name() {
        return deadlineMillis == Limits.NONE ? "none" : deadlineMillis + " ms";
    }

    private List<String> cells() {
        return List.of(
                name(),
                Figures.count(perSecond),
                firstExitP99Millis + " ms",
                latencyP99Millis + " ms",
                String.format(Locale.ROOT, "%.2f %%", 100 * inTime),
                Figures.percent(cut),
                Figures.percent(accuracy),
                Figures.multiplyAdds(meanMultiplyAdds));
    }
}
