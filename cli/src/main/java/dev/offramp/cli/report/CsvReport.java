package dev.offramp.cli.report;

import dev.offramp.throughput.ExitFigures;
import dev.offramp.throughput.LatencyFigures;
import dev.offramp.throughput.LimitTotals;
import dev.offramp.throughput.ServedWindow;
import dev.offramp.throughput.WindowFigures;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The windows for a spreadsheet: RFC 4180, a row each, what is not known left empty. */
record CsvReport(List<ServedWindow> windows) {

    private static final double MILLI = 1000;

    private static final List<String> COLUMNS = List.of(
            "start",
            "end",
            "bundle",
            "samples",
            "samples_per_second",
            "multiply_adds_per_sample",
            "shadow_multiply_adds",
            "budget_use",
            "labelled",
            "correct",
            "shadowed",
            "agreed",
            "latency_p50_ms",
            "latency_p95_ms",
            "latency_p99_ms",
            "latency_max_ms",
            "with_deadline",
            "in_time",
            "cut_by_deadline",
            "cut_by_budget");

    String text() {
        int exits = windows.stream().mapToInt(ServedWindow::exits).max().orElse(0);
        List<String> head = new ArrayList<>(COLUMNS);
        IntStream.rangeClosed(1, exits).forEach(exit -> head.add("exit_" + exit + "_samples"));
        StringBuilder text = new StringBuilder(String.join(",", head)).append(CsvCells.LINE_END);
        windows.forEach(window -> text.append(row(window, exits)).append(CsvCells.LINE_END));
        return text.toString();
    }

    private static String row(ServedWindow served, int exits) {
        WindowFigures figures = served.figures();
        List<String> cells = new ArrayList<>();
        cells.add(Instant.ofEpochMilli(served.window().startMillis()).toString());
        cells.add(Instant.ofEpochMilli(served.window().endMillis()).toString());
        cells.add(CsvCells.quoted(served.bundle().toString()));
        cells.add(String.valueOf(figures.samples()));
        cells.add(CsvCells.number(figures.samplesPerSecond()));
        cells.add(CsvCells.number(figures.meanMultiplyAdds()));
        cells.add(String.valueOf(served.window().totals().shadowMultiplyAdds()));
        cells.add(CsvCells.number(figures.budgetUse()));
        cells.add(String.valueOf(figures.labelled()));
        cells.add(String.valueOf(figures.correct()));
        cells.add(String.valueOf(Measured.shadowed(served)));
        cells.add(String.valueOf(figures.exits().stream()
                .mapToLong(exit -> exit.totals().agreed())
                .sum()));
        latency(figures.latency(), cells);
        limits(served.window().totals().limits(), cells);
        for (int exit = 0; exit < exits; exit++) {
            cells.add(exit < figures.exits().size() ? samples(figures.exits().get(exit)) : "");
        }
        return cells.stream().collect(Collectors.joining(","));
    }

    private static void latency(LatencyFigures latency, List<String> cells) {
        cells.add(CsvCells.number(latency.p50Micros() / MILLI));
        cells.add(CsvCells.number(latency.p95Micros() / MILLI));
        cells.add(CsvCells.number(latency.p99Micros() / MILLI));
        cells.add(CsvCells.number(latency.maxMicros() / MILLI));
    }

    private static void limits(LimitTotals limits, List<String> cells) {
        cells.add(String.valueOf(limits.withDeadline()));
        cells.add(String.valueOf(limits.inTime()));
        cells.add(String.valueOf(limits.cutByDeadline()));
        cells.add(String.valueOf(limits.cutByBudget()));
    }

    private static String samples(ExitFigures exit) {
        return String.valueOf(exit.totals().samples());
    }
}
