package dev.offramp.bench;

import dev.offramp.bench.report.Figure;
import dev.offramp.bench.report.Spread;
import dev.offramp.bench.report.Table;
import dev.offramp.cli.picture.Aim;
import dev.offramp.cli.picture.Bar;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What was predicted of a policy and what it came to.
 *
 * @param shares             of the samples, that leave at each exit by the calibration table
 * @param predictedPerSecond samples, turn by turn
 * @param predictedBatches   the mean batch of each stage
 * @param rounds             as many as predictions
 */
record PlanCheckRow(
        String policy,
        List<Double> shares,
        List<Double> predictedPerSecond,
        List<Double> predictedBatches,
        List<JobRound> rounds) {

    private static final double LEAST = 0.85;
    private static final double MOST = 1.15;

    /** Measured by predicted samples a second, turn by turn. */
    Spread ratio() {
        return new Spread(IntStream.range(0, rounds.size())
                .mapToObj(turn -> rounds.get(turn).samplesPerSecond() / predictedPerSecond.get(turn))
                .toList());
    }

    Figure figure() {
        return Figure.within(
                "plan, " + policy,
                "Samples/s of the job / samples/s that a plan expects from the stage costs, the exit shares of the calibration"
                        + " table, and what samples of other policies cost outside the networks.",
                LEAST,
                MOST,
                ratio());
    }

    /** Measured by predicted, in a picture. */
    Bar bar() {
        return ratio().bar(policy).aiming(Aim.between(LEAST, MOST));
    }

    /** What the ratio is of. */
    Stream<Bar> rates() {
        return Stream.of(predicted().bar(policy + ", predicted"), measured().bar(policy + ", measured"));
    }

    static Table table(List<PlanCheckRow> rows) {
        List<String> columns = List.of(
                "policy",
                "predicted/s",
                "measured/s",
                "measured / predicted",
                "left at exit 1/2/... (%), planned",
                "measured",
                "mean batch of stage 1/2/..., planned",
                "measured");
        return new Table(
                "Planned and measured",
                columns,
                rows.stream().map(PlanCheckRow::cells).toList());
    }

    private List<String> cells() {
        JobRound all = JobRound.together(measured().median(), rounds);
        List<String> cells =
                new ArrayList<>(List.of(policy, predicted().asRate(), measured().asRate(), ratio().asRatio()));
        cells.add(JobRound.byStage(shares.stream().map(share -> 100 * share)));
        cells.add(all.leftPercent());
        cells.add(JobRound.byStage(predictedBatches.stream()));
        cells.add(JobRound.byStage(all.batchFill().stream()));
        return cells;
    }

    private Spread predicted() {
        return new Spread(predictedPerSecond);
    }

    private Spread measured() {
        return new Spread(rounds.stream().map(JobRound::samplesPerSecond).toList());
    }
}
