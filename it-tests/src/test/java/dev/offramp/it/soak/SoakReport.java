package dev.offramp.it.soak;

import dev.offramp.cli.picture.Drawing;
import dev.offramp.cli.picture.TimePanel;
import dev.offramp.cli.picture.TimePanels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was watched, as a table and as a picture. */
record SoakReport(Vitals vitals, int rate) {

    /** {@code soak.md} and {@code soak.png} in a folder. */
    void write(Path folder) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%.1f h at %d frames a second; after the first quarter, by the least value of every six:%n",
                vitals.seconds().get(vitals.seconds().size() - 1) / 3600,
                rate));
        lines.add("| what | median | growth in the whole time | clear | |");
        lines.add("|---|---|---|---|---|");
        for (Vital vital : vitals.vitals()) {
            Trend trend = vitals.trend(vital);
            lines.add(String.format(
                    Locale.ROOT,
                    "| %s | %.0f %s | %+.1f | %.1f σ | %s |",
                    vital.name(),
                    trend.median(),
                    vital.unit(),
                    trend.growth(),
                    trend.z(),
                    vitals.growing().contains(vital) ? "**grows**" : "steady"));
        }
        lines.forEach(System.out::println);
        Files.write(folder.resolve("soak.md"), lines);
        new Drawing(List.of(), List.of(panels())).sheet().write(folder.resolve("soak.png"));
    }

    private TimePanels panels() {
        return new TimePanels(
                vitals.seconds(),
                List.of(),
                vitals.vitals().stream()
                        .map(vital -> new TimePanel(
                                vital.name(),
                                vital.unit(),
                                TimePanel.Scale.FROM_ZERO,
                                List.of(new TimePanel.Line(vital.name(), vitals.values(vital)))))
                        .toList());
    }
}
