package dev.offramp.cli.report;

import dev.offramp.bundle.Bundle;
import dev.offramp.cli.analysis.Frontier;
import dev.offramp.cli.terminal.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a bundle is, and what it can be asked for. */
final class BundleTable {

    private static final int MOST_ROWS = 12;
    private static final int MOST_CLASSES = 20;

    private BundleTable() {}

    /** What it is. */
    static ReportTable of(Bundle bundle) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("bundle", bundle.id().toString()));
        rows.add(List.of("family", bundle.family()));
        rows.add(List.of(
                "input", bundle.inputShape().stream().map(String::valueOf).collect(Collectors.joining(" × "))));
        rows.add(List.of("classes", classes(bundle.classNames())));
        double[] costs = bundle.cumulativeMultiplyAdds();
        for (int exit = 1; exit <= costs.length; exit++) {
            rows.add(List.of("to exit " + exit, Figures.multiplyAdds(costs[exit - 1]) + " multiply-adds"));
        }
        return new ReportTable("bundle-table", "The bundle", List.of("", "value"), rows);
    }

    /** Settings of its exits from the cheapest to the dearest, as its calibration expects them. */
    static ReportTable of(Frontier frontier) {
        List<Frontier.Point> points = frontier.points();
        int exits = points.get(0).shares().size();
        List<String> head = new ArrayList<>(List.of("multiply-adds a sample", "accuracy, expected"));
        IntStream.rangeClosed(1, exits).forEach(exit -> head.add("leave at exit " + exit));
        int rows = Math.min(MOST_ROWS, points.size());
        return new ReportTable(
                "frontier-table",
                "What it can be asked for",
                head,
                IntStream.range(0, rows)
                        .map(row -> rows == 1 ? 0 : row * (points.size() - 1) / (rows - 1))
                        .mapToObj(index -> row(points.get(index)))
                        .toList());
    }

    private static List<String> row(Frontier.Point point) {
        List<String> row =
                new ArrayList<>(List.of(Figures.multiplyAdds(point.cost()), Figures.percent(point.accuracy())));
        point.shares().forEach(share -> row.add(Figures.percent(share)));
        return row;
    }

    private static String classes(List<String> names) {
        String shown = names.stream().limit(MOST_CLASSES).collect(Collectors.joining(", "));
        int more = names.size() - MOST_CLASSES;
        return names.size() + ": " + shown + (more > 0 ? " and " + more + " more" : "");
    }
}
