package dev.offramp.cli.read;

import dev.offramp.cli.terminal.Figures;
import dev.offramp.schema.ExitThroughput;
import dev.offramp.schema.LabelThroughput;
import dev.offramp.schema.NumberThroughput;
import dev.offramp.schema.Share;
import dev.offramp.schema.ThroughputWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Throughput windows: rate, exits, cost, latency and accuracy; below each the streams that cost most. Not thread-safe. */
final class WindowText implements RecordText {

    private final DearestText dearest = new DearestText();

    @Override
    public String alignment() {
        return "lrlrrrrrr";
    }

    @Override
    public TextLine line(TopicRecord record) {
        ThroughputWindow window = (ThroughputWindow) record.value();
        Duration length = Duration.between(window.getWindowStart(), window.getWindowEnd());
        return new TextLine(
                List.of(
                        Moment.of(window.getWindowStart()),
                        Figures.span(length),
                        window.getBundleName() + " " + window.getBundleVersion(),
                        Figures.count(window.getSamplesPerSecond()) + "/s",
                        "exits " + shares(window),
                        Figures.multiplyAdds(window.getMeanMultiplyAdds()),
                        "p50 " + millis(window.getLatency().getP50Micros()),
                        "p99 " + millis(window.getLatency().getP99Micros()),
                        accuracy(window)),
                String.join(", ", remarks(window)),
                dearest.lines(window));
    }

    private static String shares(ThroughputWindow window) {
        return window.getExits().stream()
                        .map(exit -> Long.toString(Math.round(100 * exit.getShare())))
                        .collect(Collectors.joining("/"))
                + " %";
    }

    private static String accuracy(ThroughputWindow window) {
        Double accuracy = window.getAccuracy();
        if (accuracy == null) {
            return "no labels";
        }
        LabelThroughput labels = window.getLabels();
        Double f1 = labels == null ? null : labels.getF1();
        NumberThroughput numbers = window.getNumbers();
        Double error = numbers == null ? null : numbers.getMeanAbsoluteError();
        return "accuracy " + Figures.percent(accuracy)
                + (f1 == null ? "" : ", F1 " + Figures.percent(f1))
                + (error == null ? "" : ", mean absolute error " + Figures.number(error));
    }

    private static String millis(long micros) {
        return Figures.millis(micros / 1e3);
    }

    private static List<String> remarks(ThroughputWindow window) {
        List<String> remarks = new ArrayList<>();
        Double use = window.getBudgetUse();
        if (use != null) {
            remarks.add(Figures.percent(use) + " of the budget");
        }
        if (window.getWithDeadline() > 0) {
            remarks.add(Figures.count((double) window.getInTime()) + " of "
                    + Figures.count((double) window.getWithDeadline()) + " deadlines met");
        }
        for (ExitThroughput exit : window.getExits()) {
            Share agreement = exit.getAgreement();
            if (agreement != null) {
                remarks.add("exit " + exit.getExit() + " agrees in " + Figures.percent(agreement.getValue()));
            }
        }
        return remarks;
    }
}
