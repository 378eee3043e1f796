package dev.offramp.bench.report;

import dev.offramp.cli.picture.Aim;
import dev.offramp.cli.picture.Bar;
import dev.offramp.cli.picture.Bars;
import dev.offramp.cli.picture.Drawing;
import dev.offramp.cli.picture.Phase;
import dev.offramp.cli.picture.TimePanel;
import dev.offramp.cli.picture.TimePanels;
import java.util.List;

/** A report as a measurement would write it. */
final class TestingReports {

    private static final Conditions CONDITIONS = new Conditions(
            "a machine", "2026-01-01T00:00:00Z", "testing 1", "bfloat16", "jemalloc", 2, 1, 16, 5, "exactly-once");

    private static final Bars GAINS = new Bars(
            "Gains",
            "times",
            List.of(
                    new Spread(List.of(2.5, 1.9)).bar("gain").aiming(Aim.atLeast(2)),
                    new Spread(List.of(0.5)).bar("wall").aiming(Aim.atLeast(0.9))));

    private static final Bars RATES = new Bars(
            "Contestants",
            "samples a second",
            List.of(Bar.of("open", 2_000, 1_900, 2_100), Bar.of("closed", 1_000, 990, 1_010)));

    private static final TimePanels TIMES = new TimePanels(
            List.of(1.5, 2.5),
            List.of(new Phase("load 200 %", 2, 3)),
            List.of(new TimePanel(
                    "Accuracy",
                    "%",
                    TimePanel.Scale.FITTED,
                    List.of(new TimePanel.Line("accuracy", List.of(94.0, Double.NaN))))));

    private TestingReports() {}

    static Report report(String benchmark) {
        return new Report(
                        benchmark,
                        "Exit gain",
                        CONDITIONS,
                        List.of(
                                Figure.atLeast("gain", "One by the other.", 2, new Spread(List.of(2.5, 1.9))),
                                Figure.atLeast("wall", "Time by arithmetic.", 0.9, new Spread(List.of(0.5))),
                                Figure.reported("other", "Only told.", "7")),
                        List.of(new Table(
                                "Contestants", List.of("contestant", "samples/s"), List.of(List.of("open", "1,000")))),
                        List.of("Of note."),
                        List.of(new Row("open", List.of(1.0, 2.0))))
                .drawnAs(new Drawing(List.of(GAINS, RATES), List.of(TIMES)));
    }

    /** What a row may look like. */
    record Row(String contestant, List<Double> rates) {}
}
