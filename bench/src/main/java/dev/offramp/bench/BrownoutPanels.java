package dev.offramp.bench;

import dev.offramp.cli.picture.Phase;
import dev.offramp.cli.picture.TimePanel;
import dev.offramp.cli.picture.TimePanel.Scale;
import dev.offramp.cli.picture.TimePanels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Load, lag, latency, exits, cost and accuracy over time, one below the other; the first and the last second, which are in part, left out. */
record BrownoutPanels(List<LoadPhase> phases, Duration goal, Timeline timeline) {

    private static final int OVERLOAD = 1;

    TimePanels panels() {
        double goalMillis = goal.toMillis();
        return new TimePanels(
                whole().mapToObj(n -> n + 1.0).toList(), // what came in a second, at its end
                List.of(overload()),
                List.of(
                        panel(
                                "Load",
                                "samples a second",
                                Scale.FROM_ZERO,
                                line("created", Second::created),
                                line("answered", Second::answered)),
                        panel("Created, not yet answered", "samples", Scale.FROM_ZERO, lag()),
                        panel(
                                "95th percentile of latency",
                                "milliseconds",
                                Scale.FROM_ZERO,
                                line("measured", BrownoutPanels::p95Millis),
                                line("goal", second -> goalMillis)),
                        new TimePanel(
                                "Left at exit 1, at 2 or before, ...", "% of the samples", Scale.STACKED, shares()),
                        panel(
                                "Mean cost",
                                "million multiply-adds",
                                Scale.FROM_ZERO,
                                line("mean cost", second -> second.meanMultiplyAdds() / 1e6)),
                        panel("Accuracy", "%", Scale.FITTED, line("accuracy", second -> 100 * second.accuracy()))));
    }

    private Phase overload() {
        double begin = phases.get(0).seconds();
        LoadPhase phase = phases.get(OVERLOAD);
        return new Phase("load " + phase.name(), begin, begin + phase.seconds());
    }

    /** Frames begin to come within a second, and end to. */
    private IntStream whole() {
        return IntStream.range(1, timeline.seconds().size() - 1);
    }

    private static TimePanel panel(String title, String unit, Scale scale, TimePanel.Line... lines) {
        return new TimePanel(title, unit, scale, List.of(lines));
    }

    private TimePanel.Line line(String name, ToDoubleFunction<Second> value) {
        List<Second> seconds = timeline.seconds();
        return new TimePanel.Line(
                name, whole().mapToObj(n -> value.applyAsDouble(seconds.get(n))).toList());
    }

    private TimePanel.Line lag() {
        List<Long> lag = timeline.lag();
        return new TimePanel.Line(
                "lag", whole().mapToObj(n -> (double) lag.get(n)).toList());
    }

    /** A second without answers has no latency. */
    private static double p95Millis(Second second) {
        return second.answered() == 0 ? Double.NaN : 1000 * second.p95Seconds();
    }

    /** Shares added up from the first exit on, so that the area between two lines is what left there. */
    private List<TimePanel.Line> shares() {
        int exits = timeline.seconds().get(0).shares().size();
        List<TimePanel.Line> lines = new ArrayList<>();
        for (int exit = exits; exit >= 1; exit--) {
            int upTo = exit;
            lines.add(line(
                    "exit " + exit,
                    second -> 100
                            * second.shares().subList(0, upTo).stream()
                                    .mapToDouble(Double::doubleValue)
                                    .sum()));
        }
        return lines;
    }
}
