package dev.offramp.bench;

import dev.offramp.bench.report.Spread;
import dev.offramp.bench.report.Table;
import dev.offramp.cli.picture.Bars;
import java.util.List;
import java.util.Locale;

/**
 * What one way to bring a camera's film to a topic takes.
 *
 * @param coreSeconds for the whole film, a turn each
 * @param filmSeconds that it lasts
 */
record CamerasRow(String way, double filmSeconds, List<Double> coreSeconds) {

    CamerasRow {
        coreSeconds = List.copyOf(coreSeconds);
    }

    /** Cameras that one core keeps up with. */
    Spread perCore() {
        return new Spread(
                coreSeconds.stream().map(seconds -> filmSeconds / seconds).toList());
    }

    static Table table(List<CamerasRow> rows) {
        return new Table(
                "Cameras of 1920 x 1080 at 25 pictures a second",
                List.of("way", "core seconds a film", "cameras a core"),
                rows.stream().map(CamerasRow::cells).toList());
    }

    static Bars bars(List<CamerasRow> rows) {
        return new Bars(
                "Cameras of 1920 x 1080 at 25 pictures a second",
                "cameras a core",
                rows.stream().map(row -> row.perCore().bar(row.way)).toList());
    }

    private List<String> cells() {
        return List.of(
                way,
                String.format(Locale.ROOT, "%.2f", new Spread(coreSeconds).median()),
                perCore().asRatio());
    }
}
