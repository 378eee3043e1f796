package dev.offramp.bench;

import dev.offramp.bench.report.Figure;
import dev.offramp.bench.report.Spread;
import dev.offramp.bench.report.Table;
import dev.offramp.cli.picture.Aim;
import dev.offramp.cli.picture.Bars;
import dev.offramp.cli.picture.Drawing;
import dev.offramp.cli.terminal.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** All pairs under one policy. */
record EfficiencyRow(String policy, List<Pair> pairs) {

    private static final double HEAVY_MULTIPLY_ADDS = 25e6;
    private static final double HEAVY_AIM = 0.90;
    private static final double LIGHT_AIM = 0.60;

    Spread ratio() {
        return new Spread(pairs.stream().map(Pair::ratio).toList());
    }

    /** The figure under this policy; what is hoped for depends on how much a sample has to compute. */
    Figure figure() {
        return Figure.atLeast(
                "pipeline efficiency, " + policy,
                "Samples/s of the whole job (broker, decoding, Flink, broker) / samples/s of a bare loop over the same stages,"
                        + " thresholds, batches and threads in one process, pixels already decoded; "
                        + Figures.multiplyAdds(job().meanMultiplyAdds()) + " multiply-adds a sample.",
                aim(),
                ratio());
    }

    private double aim() {
        return job().meanMultiplyAdds() >= HEAVY_MULTIPLY_ADDS ? HEAVY_AIM : LIGHT_AIM;
    }

    static Drawing drawing(List<EfficiencyRow> rows) {
        return Drawing.of(
                new Bars(
                        "Pipeline efficiency: job / bare loop",
                        "times",
                        rows.stream()
                                .map(row -> row.ratio().bar(row.policy).aiming(Aim.atLeast(row.aim())))
                                .toList()),
                new Bars(
                        "Contestants",
                        "samples a second",
                        rows.stream()
                                .flatMap(row -> Stream.of(
                                        row.bare().bar("bare loop, " + row.policy),
                                        row.rate().bar("job, " + row.policy)))
                                .toList()));
    }

    /**
     * How much of the saved arithmetic the stages alone turn into saved time, broker and Flink left out: no pipeline around
     * these stages can keep more.
     */
    static Figure ofStagesAlone(EfficiencyRow open, EfficiencyRow closed) {
        double arithmetic = closed.job().meanMultiplyAdds() / open.job().meanMultiplyAdds();
        int turns = Math.min(open.pairs.size(), closed.pairs.size());
        Spread kept = new Spread(IntStream.range(0, turns)
                .mapToObj(turn ->
                        open.pairs.get(turn).bare() / closed.pairs.get(turn).bare() / arithmetic)
                .toList());
        return Figure.reported(
                "wall / arithmetic of the bare loop",
                String.format(
                        Locale.ROOT,
                        "Gain in time of the bare loop, %s over %s / gain in multiply-adds (%.2f): what the stages themselves keep"
                                + " of the saved arithmetic. Where it is below 1, a multiply-add costs more in early stages than in"
                                + " late ones.",
                        open.policy,
                        closed.policy,
                        arithmetic),
                kept.asShare());
    }

    static Table table(List<EfficiencyRow> rows) {
        List<String> columns = new ArrayList<>(List.of("policy", "bare loop/s", "job/s", "job / bare loop"));
        columns.addAll(JobRound.COLUMNS);
        return new Table(
                "Bare loop and job",
                columns,
                rows.stream().map(EfficiencyRow::cells).toList());
    }

    private List<String> cells() {
        List<String> cells = new ArrayList<>(List.of(policy, bare().asRate(), rate().asRate(), ratio().asShare()));
        cells.addAll(job().cells());
        return cells;
    }

    private Spread bare() {
        return new Spread(pairs.stream().map(Pair::bare).toList());
    }

    private Spread rate() {
        return new Spread(
                pairs.stream().map(pair -> pair.job().samplesPerSecond()).toList());
    }

    private JobRound job() {
        return JobRound.together(rate().median(), pairs.stream().map(Pair::job).toList());
    }
}
