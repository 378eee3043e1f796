package dev.offramp.bench.report;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.offramp.cli.terminal.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where reports lie: {@code NAME.json} and {@code NAME.png} of each, {@code NAME-OPTION} where an option makes it another one. */
public record ReportFolder(Path path) {

    private static final ObjectMapper MAPPER =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    /** Writes a report over the one before; returns its file. */
    public Path write(Report report) {
        Path file = json(report.benchmark());
        try {
            Files.createDirectories(path.toAbsolutePath());
            MAPPER.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), report);
            return file;
        } catch (IOException failure) {
            throw new CommandFailure(file + " cannot be written: " + failure.getMessage(), failure);
        }
    }

    /** Draws a report's picture over the one before; empty where it has none. */
    public Optional<Path> draw(Report report) {
        if (report.drawing().hasNothing()) {
            return Optional.empty();
        }
        Path file = picture(report.benchmark());
        try {
            Files.createDirectories(path.toAbsolutePath());
            report.drawing().sheet().write(file);
            return Optional.of(file);
        } catch (IOException failure) {
            throw new CommandFailure(file + " cannot be written: " + failure.getMessage(), failure);
        }
    }

    /** The report of a measurement; empty where it was not taken. */
    public Optional<Report> read(String benchmark) {
        Path file = json(benchmark);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(MAPPER.readValue(file.toFile(), Report.class));
        } catch (IOException failure) {
            throw new CommandFailure(
                    file + " is no report of this release; measure it again: " + failure.getMessage(), failure);
        }
    }

    /** Where the picture of a measurement is. */
    public Path picture(String benchmark) {
        return path.resolve(file(benchmark) + ".png");
    }

    private Path json(String benchmark) {
        return path.resolve(file(benchmark) + ".json");
    }

    /** A command with an option has the option in its name. */
    private static String file(String benchmark) {
        return benchmark.replace(" --", "-");
    }
}
