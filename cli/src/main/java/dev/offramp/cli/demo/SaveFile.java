package dev.offramp.cli.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import dev.offramp.cli.terminal.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Where the outcomes of pictures are saved: as CSV or as JSON, by the file's name. */
record SaveFile(Path file) {

    /** Whether the name says which of both. */
    boolean hasFormat() {
        return isCsv() || name().endsWith(".json");
    }

    /** Writes them in place of whatever is there. */
    void write(List<SavedPicture> pictures) {
        try (var out = Files.newBufferedWriter(file)) {
            if (isCsv()) {
                CsvMapper csv = CsvMapper.builder()
                        .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
                        .build();
                csv.writer(csv.schemaFor(SavedPicture.class).withHeader()).writeValue(out, pictures);
            } else {
                new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(out, pictures);
            }
        } catch (IOException failure) {
            throw new CommandFailure("the answers cannot be saved: " + failure, failure);
        }
    }

    private boolean isCsv() {
        return name().endsWith(".csv");
    }

    private String name() {
        return file.toString().toLowerCase(Locale.ROOT);
    }
}
