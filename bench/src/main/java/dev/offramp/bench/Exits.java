package dev.offramp.bench;

import dev.offramp.bench.report.Conditions;
import dev.offramp.bench.report.Figure;
import dev.offramp.bench.report.Report;
import dev.offramp.bench.report.Spread;
import dev.offramp.cli.picture.Aim;
import dev.offramp.cli.picture.Bar;
import dev.offramp.cli.picture.Bars;
import dev.offramp.cli.run.JobPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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

    /** How many times fewer multiply-adds. */
    double arithmetic() {
        return standings.all(CLOSED).meanMultiplyAdds() / standings.all(OPEN).meanMultiplyAdds();
    }

    /** How much of the saved arithmetic became saved time, turn by turn. */
    Spread wallByArithmetic() {
        return new Spread(
                gain().values().stream().map(gain -> gain / arithmetic()).toList());
    }

    Report report(JobPlan plan) {
        return new Report(
                        "exits",
                        "Exit gain",
                        Conditions.of(plan),
                        figures(plan.settings().bundle().earlyExits() + 1),
                        List.of(standings.table()),
                        notes(),
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
                        "Samples/s of the job at the thresholds that the solver expects to be as accurate as the last exit, less"
                                + " %.1f points, / samples/s with all early exits closed; the same job, its policy switched from"
                                + " turn to turn.",
                        100 * loss),
                GAIN_AIM,
                gain()));
        figures.add(Figure.atLeast(
                "wall / arithmetic",
                String.format(
                        Locale.ROOT,
                        "Exit gain in time / exit gain in multiply-adds (%.2f): how much of the saved arithmetic becomes saved"
                                + " time.",
                        arithmetic()),
                WALL_AIM,
                wallByArithmetic()));
        if (single < exits) {
            figures.add(Figure.reported(
                    "exits / single exit",
                    "Samples/s with exits / samples/s of the cheapest exit that alone is accurate enough (exit "
                            + single
                            + "): everybody leaves there and no deeper stage runs. Earlier heads are computed all the same.",
                    standings.ratio(OPEN, alone(single)).asRatio()));
        }
        return figures;
    }

    private List<String> notes() {
        double lost = standings.all(CLOSED).accuracy() - standings.all(OPEN).accuracy();
        return List.of(String.format(
                Locale.ROOT,
                "On these pictures the exits lost %.2f points of accuracy; thresholds were found on the bundle's calibration"
                        + " table, which has others.",
                100 * lost));
    }
}
