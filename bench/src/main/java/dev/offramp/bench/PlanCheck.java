package dev.offramp.bench;

import dev.offramp.bench.report.Conditions;
import dev.offramp.bench.report.Figure;
import dev.offramp.bench.report.Report;
import dev.offramp.bench.report.Spread;
import dev.offramp.bench.report.Table;
import dev.offramp.budget.Overhead;
import dev.offramp.budget.StageCosts;
import dev.offramp.cli.picture.Bars;
import dev.offramp.cli.picture.Drawing;
import dev.offramp.cli.run.JobPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A plan beside a contest of the policies that it is about.
 *
 * @param deepest    has nobody leave early: what a sample costs outside the networks is seen in its rounds
 * @param shallowest has few samples go deeper; the other that it is seen in
 * @param predicted  policies in between
 */
record PlanCheck(
        ContestResult standings,
        PlannedPolicy deepest,
        PlannedPolicy shallowest,
        List<PlannedPolicy> predicted,
        Forecast forecast) {

    private static final double MICROS = 1000;

    /** Outside the networks, turn by turn. */
    List<Overhead> overheads() {
        return IntStream.range(0, standings.roundsOf(deepest.name()).size())
                .mapToObj(turn -> Overhead.through(seen(deepest, turn), seen(shallowest, turn)))
                .toList();
    }

    /** Every policy as predicted from the rounds of the deepest and the shallowest in the same turn: those two first. */
    List<PlanCheckRow> rows() {
        return Stream.concat(Stream.of(deepest, shallowest), predicted.stream())
                .map(this::row)
                .toList();
    }

    Report report(JobPlan plan) {
        List<PlanCheckRow> rows = rows();
        return new Report(
                        "plan",
                        "Plan and job",
                        Conditions.of(plan),
                        figures(),
                        List.of(PlanCheckRow.table(rows), costs()),
                        notes(),
                        rows)
                .drawnAs(drawing());
    }

    Drawing drawing() {
        List<PlanCheckRow> rows = predictedRows();
        return Drawing.of(
                new Bars(
                        "Measured / predicted",
                        "times",
                        rows.stream().map(PlanCheckRow::bar).toList()),
                new Bars(
                        "Predicted and measured",
                        "samples a second",
                        rows.stream().flatMap(PlanCheckRow::rates).toList()));
    }

    private List<PlanCheckRow> predictedRows() {
        return predicted.stream().map(this::row).toList();
    }

    private PlanCheckRow row(PlannedPolicy policy) {
        List<Overhead> overheads = overheads();
        Overhead typical =
                new Overhead(median(overheads, Overhead::sampleMillis), median(overheads, Overhead::stageMillis));
        return new PlanCheckRow(
                policy.name(),
                policy.shares(),
                overheads.stream()
                        .map(overhead -> forecast.perSecond(policy.shares(), overhead))
                        .toList(),
                forecast.meanBatches(policy.shares(), typical),
                standings.roundsOf(policy.name()));
    }

    private Overhead.Seen seen(PlannedPolicy policy, int turn) {
        return forecast.overheadSeen(standings.rate(policy.name()).values().get(turn), policy.shares());
    }

    private List<Figure> figures() {
        List<Figure> figures = new ArrayList<>(
                predictedRows().stream().map(PlanCheckRow::figure).toList());
        figures.add(Figure.reported(
                "overhead of a sample",
                "Core time outside the networks, broker and publisher on the same machine, besides that of each stage: cores /"
                        + " samples/s less the stage costs, under the policies '" + deepest.name() + "' and '"
                        + shallowest.name() + "'. './offramp plan --overhead' takes it.",
                micros(Overhead::sampleMillis)));
        figures.add(Figure.reported(
                "overhead of a stage",
                "The same for every stage that a sample passes. './offramp plan --stage-overhead' takes it.",
                micros(Overhead::stageMillis)));
        return figures;
    }

    private String micros(ToDoubleFunction<Overhead> part) {
        return spread(overheads(), overhead -> MICROS * part.applyAsDouble(overhead))
                        .asRate() + " microseconds";
    }

    private static double median(List<Overhead> overheads, ToDoubleFunction<Overhead> part) {
        return spread(overheads, part).median();
    }

    private static Spread spread(List<Overhead> overheads, ToDoubleFunction<Overhead> part) {
        return new Spread(overheads.stream().map(part::applyAsDouble).toList());
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
        return List.of(
                "Stage costs are those of " + forecast.subtasks() + " thread(s) busy at once.",
                "The plan meets the job by definition under '" + deepest.name() + "' and '" + shallowest.name() + "'.",
                "A planned mean batch is one over batches, a measured one is that of the batches that samples shared.");
    }
}
