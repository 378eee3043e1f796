package dev.offramp.bench.report;

import java.util.List;

/** A report as a measurement would write it. */
final class TestingReports {

    private static final Conditions CONDITIONS =
            new Conditions("a machine", "2026-01-01T00:00:00Z", "testing 1", 2, 1, 16, 5, "exactly-once");

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
                List.of(new Row("open", List.of(1.0, 2.0))));
    }

    /** What a row may look like. */
    record Row(String contestant, List<Double> rates) {}
}
