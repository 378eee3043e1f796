package dev.offramp.bench;

import dev.offramp.bench.report.Conditions;
import dev.offramp.bench.report.Figure;
import dev.offramp.bench.report.Spread;
import dev.offramp.bench.report.Table;
import dev.offramp.cli.picture.Aim;
import dev.offramp.cli.picture.Bar;
import dev.offramp.cli.picture.Bars;
import dev.offramp.cli.picture.Drawing;
import dev.offramp.cli.terminal.Figures;
import java.util.List;

/**
 * What so many subtasks manage.
 *
 * @param conditions of this one job
 * @param linear    samples a second of each subtask, of those of one subtask alone; 1 is linear
 * @param coresBusy of the machine's cores, the share that was busy with this process
 */
record ScalingRow(
        Conditions conditions, String stages, int subtasks, Spread samplesPerSecond, Spread linear, double coresBusy) {

    private static final double AIM = 0.95;

    /** What scaling with simulated stages is to reach. */
    Figure simulated() {
        return Figure.atLeast(
                "scaling, simulated stages, " + subtasks + " subtasks",
                "Samples/s at " + subtasks + " subtasks / (" + subtasks
                        + " x samples/s at one), the stages sleeping a fixed time"
                        + " a batch; broker, decoding and Flink are real and share the machine ("
                        + Figures.percent(coresBusy) + " of its cores busy).",
                AIM,
                linear);
    }

    /** Real stages share the cores with the broker, so there is no aim for them. */
    Figure real() {
        return Figure.reported(
                "scaling, real stages, " + subtasks + " subtasks",
                "Samples/s at " + subtasks + " subtasks / (" + subtasks
                        + " x samples/s at one), jobs of each size taking turns;" + " broker and load share the cores.",
                linear.asShare());
    }

    static Table table(List<ScalingRow> rows) {
        List<String> columns = List.of("stages", "subtasks", "samples/s", "of linear", "cores busy");
        return new Table(
                "Scaling", columns, rows.stream().map(ScalingRow::cells).toList());
    }

    static Drawing drawing(List<ScalingRow> rows) {
        return Drawing.of(
                new Bars(
                        "Rate of each subtask, of that of one alone",
                        "times",
                        rows.stream()
                                .filter(row -> row.subtasks > 1)
                                .map(ScalingRow::ofLinear)
                                .toList()),
                new Bars(
                        "Rate of all subtasks together",
                        "samples a second",
                        rows.stream()
                                .map(row -> row.samplesPerSecond.bar(row.name()))
                                .toList()));
    }

    /** Only where stages sleep does a subtask not take another's cores. */
    private Bar ofLinear() {
        Bar bar = linear.bar(name());
        return stages.equals(SimulatedScaling.STAGES) ? bar.aiming(Aim.atLeast(AIM)) : bar;
    }

    private String name() {
        return stages + " stages, " + subtasks + (subtasks == 1 ? " subtask" : " subtasks");
    }

    private List<String> cells() {
        return List.of(
                stages,
                Integer.toString(subtasks),
                samplesPerSecond.asRate(),
                linear.asShare(),
                Double.isNaN(coresBusy) ? "" : Figures.percent(coresBusy));
    }
}
