package dev.offramp.bench;

import dev.offramp.bench.report.Conditions;
import dev.offramp.bench.report.Figure;
import dev.offramp.bench.report.Report;
import dev.offramp.bench.report.Table;
import dev.offramp.budget.BudgetCurve;
import dev.offramp.budget.CurvePoint;
import dev.offramp.cli.picture.Drawing;
import dev.offramp.cli.run.JobPlan;
import dev.offramp.cli.terminal.Figures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What steering did in a step of load.
 *
 * @param capacity samples a second with all early exits closed
 * @param goal     95th percentile of latency
 */
record BrownoutResult(JobPlan plan, double capacity, Duration goal, List<LoadPhase> phases, Timeline timeline) {

    /** Seconds of a phase until its figures count. */
    private static final int REACTION = 10;

    List<PhaseFigures> figures() {
        List<PhaseFigures> figures = new ArrayList<>();
        int from = 0;
        List<Long> lag = timeline.lag();
        List<Second> seconds = timeline.seconds();
        for (LoadPhase phase : phases) {
            int to = Math.min(seconds.size(), from + phase.seconds());
            int reaction = Math.min(REACTION, (to - from) / 2);
            figures.add(PhaseFigures.of(
                    phase, seconds.subList(from, to), lag.subList(from, to), goal.toMillis() / 1000.0, reaction));
            from = to;
        }
        return figures;
    }

    Report report() {
        List<Integer> numbers =
                IntStream.range(0, timeline.seconds().size()).boxed().toList();
        List<Long> lag = timeline.lag();
        return new Report(
                "brownout",
                "Brownout",
                Conditions.of(plan),
                List.of(givenUpFigure()),
                List.of(table()),
                List.of(String.format(
                        Locale.ROOT,
                        "All early exits closed, the job manages %s samples/s. The goal is a 95th percentile of %d ms; latency"
                                + " figures leave out the first %d s of a phase. Every frame was answered.",
                        Figures.count(capacity),
                        goal.toMillis(),
                        REACTION)),
                numbers.stream()
                        .map(n -> Row.of(timeline.seconds().get(n), lag.get(n)))
                        .toList(),
                new Drawing(List.of(), List.of(new BrownoutPanels(phases, goal, timeline).panels())));
    }

    private Figure givenUpFigure() {
        String points = String.format(Locale.ROOT, "%.2f points", 100 * givenUp());
        return Figure.reported(
                "accuracy given up under overload",
                String.format(
                        Locale.ROOT,
                        "Accuracy in the first phase less that under overload, while steering holds the latency; the calibrated"
                                + " curve says %.2f at that mean cost.",
                        100 * givenUpByCurve()),
                points);
    }

    private Table table() {
        List<List<String>> rows = new ArrayList<>();
        for (PhaseFigures phase : figures()) {
            rows.add(List.of(
                    phase.phase().name(),
                    Figures.count(phase.phase().perSecond()),
                    Figures.count(phase.answeredPerSecond()),
                    Figures.millis(phase.medianP95Seconds() * 1000),
                    Figures.millis(phase.worstP95Seconds() * 1000),
                    phase.secondsOverGoal() + " s",
                    Figures.count((double) phase.mostLag()),
                    Figures.percent(phase.accuracy()),
                    Figures.multiplyAdds(phase.meanMultiplyAdds()),
                    shares(phase.shares())));
        }
        List<String> columns = List.of(
                "load",
                "in/s",
                "out/s",
                "p95, median",
                "p95, worst",
                "over goal for",
                "most lag",
                "accuracy",
                "multiply-adds",
                "left at exit 1/2/... (%)");
        return new Table("Phases of load", columns, rows);
    }

    /** Accuracy in the first phase less that under overload. */
    double givenUp() {
        return figures().get(0).accuracy() - figures().get(1).accuracy();
    }

    /** The same, read from the calibrated curve at the mean costs that were measured. */
    double givenUpByCurve() {
        return accuracyByCurve(figures().get(0)) - accuracyByCurve(figures().get(1));
    }

    private double accuracyByCurve(PhaseFigures phase) {
        BudgetCurve curve = plan.settings().control().curves().curve();
        CurvePoint point = curve.at(phase.meanMultiplyAdds());
        return point.accuracy();
    }

    /** One second, as it becomes JSON. */
    record Row(
            long created,
            long answered,
            long lag,
            double p95Seconds,
            double accuracy,
            double meanMultiplyAdds,
            List<Double> shares) {

        static Row of(Second second, long lag) {
            return new Row(
                    second.created(),
                    second.answered(),
                    lag,
                    second.p95Seconds(),
                    second.accuracy(),
                    second.meanMultiplyAdds(),
                    second.shares());
        }
    }

    private static String shares(List<Double> shares) {
        return String.join(
                "/",
                shares.stream()
                        .map(share -> String.format(Locale.ROOT, "%.0f", share * 100))
                        .toList());
    }
}
