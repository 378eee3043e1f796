package dev.offramp.cli.evaluate;

import dev.offramp.budget.Family;
import dev.offramp.cli.terminal.Screen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Many budgets with every family, as a table and a picture.
 *
 * @param title of the picture
 */
record CurveRun(Evaluation evaluation, String title, Screen screen) {

    /** Solves them all, and writes {@code curve.csv} and {@code curve.png} into a folder that may not be there yet. */
    void writeTo(Path folder) throws IOException {
        List<CurveRow> rows = new ArrayList<>();
        for (Family family : Family.values()) {
            screen.show(List.of("Solving " + family + " ..."));
            rows.addAll(evaluation.curve(family, SolverOptions.CURVE_BUDGETS));
        }
        Files.createDirectories(folder);
        List<String> lines = new ArrayList<>(List.of(CurveRow.HEAD));
        rows.forEach(row -> lines.add(row.csv()));
        Files.write(folder.resolve("curve.csv"), lines);
        new CurvePlot(title, evaluation.prices(), rows)
                .write(folder.resolve("curve.png"), evaluation.heldOut(), evaluation.fresh());
        screen.settle(List.of(""));
        new CurveSummary(rows).lines().forEach(screen::line);
        screen.line("");
        screen.line("Curve: " + folder.resolve("curve.csv") + " and curve.png");
    }
}
