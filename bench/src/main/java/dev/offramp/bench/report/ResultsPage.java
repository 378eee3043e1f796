package dev.offramp.bench.report;

import dev.offramp.cli.terminal.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The page of results, in Markdown, from the reports that are there; the pictures lie in a folder beside it. */
public record ResultsPage(ReportFolder reports, List<String> benchmarks) {

    private static final String PICTURES = "results";

    /** Writes the page and copies the pictures. */
    public void write(Path page) {
        Path pictures = page.toAbsolutePath().resolveSibling(PICTURES);
        try {
            Files.createDirectories(pictures);
            List<Report> present = benchmarks.stream()
                    .flatMap(name -> reports.read(name).stream())
                    .toList();
            for (Report report : present) {
                copyPicture(report, pictures);
            }
            Files.write(page, lines(present));
        } catch (IOException failure) {
            throw new CommandFailure(page + " cannot be written: " + failure.getMessage(), failure);
        }
    }

    /** The page of these reports. */
    List<String> lines(List<Report> present) {
        List<String> lines = new ArrayList<>(List.of(
                "# Results",
                "",
                "Written by `./offramp bench all`. Machines are shared and noisy: only ratios mean something, measured side by"
                        + " side, the contestants taking turns in one run. Medians, with the range of the turns in brackets.",
                "",
                "| figure | aim | measured | |",
                "|---|---|---|---|"));
        present.forEach(report -> report.figures().forEach(figure -> lines.add(summary(report, figure))));
        List<String> missing = benchmarks.stream()
                .filter(name ->
                        present.stream().noneMatch(report -> report.benchmark().equals(name)))
                .toList();
        lines.add("");
        if (!missing.isEmpty()) {
            lines.add("Not measured yet: " + String.join(", ", missing) + ".");
            lines.add("");
        }
        present.forEach(report -> lines.addAll(section(report)));
        return lines;
    }

    private static String summary(Report report, Figure figure) {
        String link = "[" + figure.name() + "](#" + anchor(report.title()) + ")";
        return "| " + String.join(" | ", link, figure.aim(), figure.measured(), verdict(figure)) + " |";
    }

    private static String anchor(String title) {
        return title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-');
    }

    private static String verdict(Figure figure) {
        return figure.outcome().name().toLowerCase(Locale.ROOT);
    }

    private List<String> section(Report report) {
        List<String> lines = new ArrayList<>(List.of(
                "## " + report.title(),
                "",
                "`./offramp bench " + report.benchmark() + "` on "
                        + report.conditions().line() + ".",
                ""));
        for (Figure figure : report.figures()) {
            String aim = figure.aim().isEmpty() ? "" : " Aim: " + figure.aim() + "; " + verdict(figure) + ".";
            lines.add("- **" + figure.name() + "**: " + figure.measured() + ". " + figure.definition() + aim);
        }
        lines.add("");
        report.tables().forEach(table -> lines.addAll(table.markdown()));
        if (!report.notes().isEmpty()) {
            lines.add(String.join(" ", report.notes()));
            lines.add("");
        }
        if (Files.isRegularFile(reports.picture(report.benchmark()))) {
            Path picture = reports.picture(report.benchmark()).getFileName();
            lines.add("![" + report.title() + "](" + PICTURES + "/" + picture + ")");
            lines.add("");
        }
        return lines;
    }

    private void copyPicture(Report report, Path folder) throws IOException {
        Path picture = reports.picture(report.benchmark());
        if (Files.isRegularFile(picture)) {
            Files.copy(picture, folder.resolve(picture.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
