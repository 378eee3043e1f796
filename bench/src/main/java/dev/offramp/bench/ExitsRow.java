package dev.offramp.bench;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.offramp.bench.report.Report;
import dev.offramp.bench.report.Spread;
import dev.offramp.bench.report.Table;
import dev.offramp.cli.terminal.Figures;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What exits gained with one bundle.
 *
 * @param bundle       name and version
 * @param arithmetic   how many times fewer multiply-adds
 * @param wall         how much of that became time
 * @param lost         accuracy, a share
 * @param plain        whether what it is compared with computed no early head
 * @param lastAccuracy of the last exit alone
 */
record ExitsRow(
        String bundle,
        String precision,
        Spread gain,
        Spread arithmetic,
        Spread wall,
        Spread lost,
        boolean plain,
        double lastAccuracy,
        double accuracy) {

    /** The largest gain first. */
    static final Comparator<ExitsRow> BY_GAIN =
            Comparator.comparingDouble((ExitsRow row) -> row.gain().median()).reversed();

    /** What a report of {@code bench exits} says of a bundle. */
    static ExitsRow of(Report report, boolean plain) {
        Map<String, List<JobRound>> rounds = new LinkedHashMap<>();
        new ObjectMapper()
                .convertValue(report.rows(), new TypeReference<List<ContestResult.Row>>() {})
                .forEach(row -> rounds.put(row.contestant(), row.rounds()));
        ContestResult standings = new ContestResult(rounds);
        Exits exits = new Exits(standings, 0, 0);
        return new ExitsRow(
                report.conditions().bundle(),
                report.conditions().precision(),
                exits.gain(),
                exits.arithmetic(),
                exits.wallByArithmetic(),
                exits.lost(),
                plain,
                standings.all(Exits.CLOSED).accuracy(),
                standings.all(Exits.OPEN).accuracy());
    }

    static Table table(List<ExitsRow> rows) {
        return new Table(
                "Bundles, the largest gain first",
                List.of(
                        "bundle",
                        "precision",
                        "exit gain",
                        "over",
                        "in multiply-adds",
                        "wall / arithmetic",
                        "last exit",
                        "with exits",
                        "points lost"),
                rows.stream().map(ExitsRow::cells).toList());
    }

    private List<String> cells() {
        return List.of(
                bundle,
                precision,
                gain.asRatio(),
                plain ? "plain network" : "network with heads",
                arithmetic.asRatio(),
                wall.asRatio(),
                Figures.percent(lastAccuracy),
                Figures.percent(accuracy),
                lost.asPoints());
    }
}
