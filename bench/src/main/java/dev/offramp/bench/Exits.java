package dev.offramp.bench;

import dev.offramp.bench.report.Conditions;
import dev.offramp.bench.report.Figure;
import dev.offramp.bench.report.Report;
import dev.offramp.bench.report.Spread;
import dev.offramp.bundle.Bundle;
import dev.offramp.cli.picture.Aim;
import dev.offramp.cli.picture.Bar;
import dev.offramp.cli.picture.Bars;
import dev.offramp.cli.run.JobPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What exits gained in a contest.
 *
 * @param single exit, 1-based, that alone is accurate enough
 */
record Exits(ContestResult standings, int single, double loss) {

    static final String OPEN = "exits, equal accuracy";
    static final String CLOSED = "all exits closed";

    private static final double GAIN_AIM = 2;
    private static final double WALL_AIM = 0.9;

    static String alone(int exit) {
        return "exit " + exit + " alone";
    }

    Spread gain() {
        return standings.ratio(OPEN, CLOSED);
    }

    /** How many times fewer multiply-adds, turn by turn. */
    Spread arithmetic() {
        return standings.arithmeticRatio(OPEN, CLOSED);
    }

    /** How much of the saved arithmetic became saved time, turn by turn. */
    Spread wallByArithmetic() {
        List<Double> times = gain().values();
        List<Double> sums = arithmetic().values();
        return new Spread(IntStream.range(0, times.size())
                .mapToObj(turn -> times.get(turn) / sums.get(turn))
                .toList());
    }

    /** The share of the pictures that exits got wrong and the last exit right, less the other way round; turn by turn. */
    Spread lost() {
        return standings.accuracyAbove(CLOSED, OPEN);
    }

    Report report(JobPlan plan) {
        return new Report(
                        "exits",
                        "Exit gain",
                        Conditions.of(plan),
                        figures(plan.settings().bundle().earlyExits() + 1),
                        List.of(standings.table()),
                        notes(plan.settings().bundle()),
                        standings.rows())
                .drawnAs(gains(plan.settings().bundle().earlyExits() + 1), standings.bars());
    }

    private Bars gains(int exits) {
        List<Bar> bars = new ArrayList<>(List.of(
                gain().bar("exit gain").aiming(Aim.atLeast(GAIN_AIM)),
                wallByArithmetic().bar("wall / arithmetic").aiming(Aim.atLeast(WALL_AIM))));
        if (single < exits) {
            bars.add(standings.ratio(OPEN, alone(single)).bar("exits / single exit"));
        }
        return new Bars("Exit gain", "times", bars);
    }

    private List<Figure> figures(int exits) {
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.atLeast(
                "exit gain",
                String.format(
                        Locale.ROOT,
                        "Samples/s of the job at the fastest thresholds that the solver expects to be as accurate as the last exit, less"
                                + " %.1f points, / samples/s with all early exits closed; the same job, its policy switched within"
                                + " each turn, all on the same pictures. The range is over turns, each on other pictures.",
                        100 * loss),
                GAIN_AIM,
                gain()));
        figures.add(Figure.atLeast(
                "wall / arithmetic",
                String.format(
                        Locale.ROOT,
                        "Exit gain in time / exit gain in multiply-adds, %s: how much of the saved arithmetic becomes saved"
                                + " time.",
                        arithmetic().asRatio()),
                WALL_AIM,
                wallByArithmetic()));
        if (single < exits) {
            figures.add(Figure.reported(
                    "exits / single exit",
                    "Samples/s with exits / samples/s of the cheapest exit that alone is accurate enough (exit "
                            + single
                            + "): everybody leaves there, no deeper stage runs, and no earlier head that its stage can do without.",
                    standings.ratio(OPEN, alone(single)).asRatio()));
        }
        return figures;
    }

    private List<String> notes(Bundle bundle) {
        return List.of(
                "On these pictures the exits lost " + lost().asPoints()
                        + " points of accuracy; thresholds were found on the bundle's calibration table, which has others.",
                bundle.runsWithoutHeads()
                        ? "With all exits closed the job runs the plain network: heads of closed exits are not computed."
                        : "With all exits closed the job still computes their heads, which this bundle cannot leave out: the gain over"
                                + " the plain network is smaller than this one. './offramp zoo heads' lets it.");
    }
}
