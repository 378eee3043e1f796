package dev.offramp.cli.calibrate;

import dev.offramp.budget.StageCosts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A line a stage: milliseconds a sample at each batch size. */
record CostReport(StageCosts costs) {

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        StringBuilder head = new StringBuilder("stage");
        costs.batchSizes().forEach(size -> head.append(cell("batch " + size)));
        lines.add(head + "   (milliseconds a sample, " + costs.threads() + " thread(s))");
        for (StageCosts.Stage stage : costs.stages()) {
            StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%5d", stage.stage()));
            for (int size : costs.batchSizes()) {
                line.append(cell(String.format(Locale.ROOT, "%.4f", costs.milliseconds(stage.stage(), size))));
            }
            lines.add(line.toString());
        }
        return lines;
    }

    private static String cell(String text) {
        return String.format(Locale.ROOT, "%10s", text);
    }
}
