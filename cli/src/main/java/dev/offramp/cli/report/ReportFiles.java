package dev.offramp.cli.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.offramp.cli.picture.ChartSheet;
import dev.offramp.cli.terminal.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.knowm.xchart.XYChart;

/**
 * Where a report is written: a folder, and what its files' names begin with.
 *
 * @param stem of the files' names
 */
record ReportFiles(Path folder, String stem) {

    private static final String PAGE = ".html";
    private static final String STEM = "report";

    /** Of what a person names: a page by its file, or else the folder. */
    static ReportFiles at(Path out) {
        Path absolute = out.toAbsolutePath().normalize();
        String name = String.valueOf(absolute.getFileName());
        Path parent = absolute.getParent();
        return name.endsWith(PAGE) && parent != null
                ? new ReportFiles(parent, name.substring(0, name.length() - PAGE.length()))
                : new ReportFiles(absolute, STEM);
    }

    /** Writes a document in these forms; returns the files, the page first. */
    List<Path> write(Document document, Set<Format> formats) {
        try {
            Files.createDirectories(folder);
            List<Path> files = new ArrayList<>();
            if (formats.contains(Format.HTML)) {
                files.add(write(PAGE, document.html()));
            }
            List<Path> pictures = formats.contains(Format.PNG) ? pictures(document) : List.of();
            if (formats.contains(Format.MD)) {
                List<String> names = pictures.stream()
                        .map(file -> String.valueOf(file.getFileName()))
                        .toList();
                files.add(write(".md", document.markdown(names)));
            }
            if (formats.contains(Format.CSV)) {
                for (Map.Entry<String, String> text : document.csv().entrySet()) {
                    files.add(write(text.getKey() + ".csv", text.getValue()));
                }
            }
            files.addAll(pictures);
            return files;
        } catch (IOException failure) {
            throw new CommandFailure("the report cannot be written to " + folder + ": " + failure, failure);
        }
    }

    private Path write(String ending, String text) throws IOException {
        return Files.writeString(folder.resolve(stem + ending), text, UTF_8);
    }

    private List<Path> pictures(Document document) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Map.Entry<String, List<XYChart>> picture : document.pictures().entrySet()) {
            Path file = folder.resolve(stem + picture.getKey() + ".png");
            new ChartSheet(picture.getValue()).write(file);
            files.add(file);
        }
        return files;
    }
}
