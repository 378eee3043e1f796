package dev.offramp.cli.top;

import dev.offramp.cli.analysis.WindowHistory;
import dev.offramp.cli.terminal.Figures;
import dev.offramp.cli.watch.Board;
import dev.offramp.throughput.LatencyFigures;
import dev.offramp.throughput.ServedWindow;
import dev.offramp.throughput.StageFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;
import org.jline.utils.AttributedString;

/** How long answers take, and what each stage did. */
record TimeSections(Board.Snapshot board, Pen pen, int columns) {

    private static final double MICROS = 1000;
    private static final int ROOM_FOR_P99 = 65;
    private static final int MOST_WINDOWS = 120;

    Section latency() {
        List<ServedWindow> recent = board.recent();
        if (recent.isEmpty()) {
            return new Section("LATENCY", List.of(pen.faint(TrafficSections.NOTHING_YET)));
        }
        ServedWindow main = recent.get(0);
        Histogram all = main.window().totals().latencyMicros();
        List<Histogram> windows = WindowHistory.newest(board.windows(), MOST_WINDOWS).stream()
                .filter(one -> one.bundle().equals(main.bundle()))
                .map(one -> one.window().totals().latencyMicros())
                .toList();
        return new Section(
                "LATENCY",
                List.of(percentile(50, all, windows), percentile(95, all, windows), percentile(99, all, windows)));
    }

    private AttributedString percentile(int percent, Histogram all, List<Histogram> windows) {
        List<Double> values = windows.stream()
                .map(one -> one.getTotalCount() == 0 ? Double.NaN : (double) one.getValueAtPercentile(percent))
                .toList();
        String figure = format("p%d %9s  ", percent, Figures.millis(all.getValueAtPercentile(percent) / MICROS));
        return pen.plain(figure + pen.glyphs().sparkline(values, columns - figure.length()));
    }

    Section stages() {
        List<ServedWindow> recent = board.recent();
        if (recent.isEmpty()) {
            return new Section("STAGES", List.of(pen.faint(TrafficSections.NOTHING_YET)));
        }
        boolean room = columns >= ROOM_FOR_P99;
        List<AttributedString> rows = new ArrayList<>();
        String of = room ? " p50 / p99" : "";
        String pattern = room ? "%-7s %8s %6s  %19s  %19s" : "%-5s %8s %6s %8s %8s";
        rows.add(pen.plain(format(pattern, "stage", "samples", "batch", "wait" + of, "compute" + of)));
        for (StageFigures stage : recent.get(0).figures().stages()) {
            rows.add(pen.plain(format(
                    pattern,
                    stage.stage(),
                    Figures.count((double) stage.samples()),
                    format("%.1f", stage.meanBatchSize()),
                    times(stage.queue(), room),
                    times(stage.compute(), room))));
        }
        return new Section("STAGES", rows);
    }

    private static String times(LatencyFigures figures, boolean room) {
        String p50 = Figures.millis(figures.p50Micros() / MICROS);
        return room ? p50 + " / " + Figures.millis(figures.p99Micros() / MICROS) : p50;
    }

    private static String format(String pattern, Object... arguments) {
        return String.format(Locale.ROOT, pattern, arguments);
    }
}
