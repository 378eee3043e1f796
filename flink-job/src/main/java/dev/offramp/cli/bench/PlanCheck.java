package dev.offramp.cli.bench;

import dev.offramp.budget.StageCosts;
import dev.offramp.cli.bench.report.Conditions;
import dev.offramp.cli.bench.report.Figure;
import dev.offramp.cli.bench.report.LineChart;
import dev.offramp.cli.bench.report.Report;
import dev.offramp.cli.bench.report.Spread;
import dev.offramp.cli.bench.report.Table;
import dev.offramp.cli.run.JobPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A plan beside a contest of the policies that it is about.
 *
 * @param closed has all early exits closed; what a sample costs outside the stages is seen in its rounds
 * @param open   policies that are predicted
 */
record PlanCheck(Standings standings, PlannedPolicy closed, List<PlannedPolicy> open, Forecast forecast) {

    /** Outside the stages, turn by turn. */
    Spread overheadMillis() {
        return new Spread(standings.rate(closed.name()).values().stream()
                .map(perSecond -> forecast.overheadMillis(perSecond, closed.shares()))
                .toList());
    }

    /** Every policy as predicted from the all-closed round of the same turn. */
    List<PlanCheckRow> rows() {
        List<PlanCheckRow> rows = new ArrayList<>(List.of(row(closed)));
        open.forEach(policy -> rows.add(row(policy)));
        return rows;
    }

    Report report(JobPlan plan) {
        List<PlanCheckRow> rows = rows();
        return new Report(
                "plan",
                "Plan and job",
                Conditions.of(plan),
                figures(rows),
                List.of(PlanCheckRow.table(rows), costs()),
                notes(),
                rows);
    }

    LineChart chart() {
        return new LineChart(
                "Measured / predicted",
                "turn",
                "ratio",
                rows().stream().skip(1).map(PlanCheckRow::line).toList());
    }

    private PlanCheckRow row(PlannedPolicy policy) {
        Spread overhead = overheadMillis();
        return new PlanCheckRow(
                policy.name(),
                policy.shares(),
                overhead.values().stream()
                        .map(millis -> forecast.perSecond(policy.shares(), millis))
                        .toList(),
                forecast.meanBatches(policy.shares(), overhead.median()),
                standings.roundsOf(policy.name()));
    }

    private List<Figure> figures(List<PlanCheckRow> rows) {
        List<Figure> figures =
                new ArrayList<>(rows.stream().skip(1).map(PlanCheckRow::figure).toList());
        Spread micros = new Spread(
                overheadMillis().values().stream().map(millis -> 1000 * millis).toList());
        figures.add(Figure.reported(
                "overhead of a sample",
                "Core time outside the stages, broker and publisher on the same machine: cores / samples/s with all early exits"
                        + " closed, less the stage costs. './offramp plan --overhead' takes it.",
                micros.asRate() + " microseconds"));
        return figures;
    }

    private Table costs() {
        List<Integer> sizes = forecast.costs().batchSizes();
        List<String> columns = new ArrayList<>(List.of("stage"));
        sizes.forEach(size -> columns.add("batch " + size));
        List<List<String>> lines = new ArrayList<>();
        for (StageCosts.Stage stage : forecast.costs().stages()) {
            List<String> line = new ArrayList<>(List.of(Integer.toString(stage.stage())));
            sizes.forEach(size ->
                    line.add(String.format(Locale.ROOT, "%.4f", forecast.costs().milliseconds(stage.stage(), size))));
            lines.add(line);
        }
        return new Table("Stage costs, milliseconds a sample", columns, lines);
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>(
                List.of(
                        "Stage costs are those of " + forecast.subtasks() + " thread(s) busy at once.",
                        "With all exits closed the plan meets the job by definition.",
                        "A planned mean batch is one over batches, a measured one is that of the batches that samples shared."));
        if (overheadMillis().least() == 0) {
            notes.add(
                    "In some turns the stages alone would have needed more time than there was: the machine was busier while"
                            + " costs were measured, and no time is left for anything else.");
        }
        return notes;
    }
}
