package dev.offramp.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/** A folder of schema files: the current ones, or those of one release. */
record SchemaFolder(Path path) {

    static SchemaFolder current() {
        return new SchemaFolder(Path.of("src/main/avro"));
    }

    static List<SchemaFolder> released() {
        return list(Path.of("released"))
                .filter(Files::isDirectory)
                .map(SchemaFolder::new)
                .toList();
    }

    /** The records of this folder by full name. */
    Map<String, Schema> records() {
        Map<String, Schema> records = new TreeMap<>();
        list(path).filter(file -> file.toString().endsWith(".avsc")).forEach(file -> {
            Schema schema = parsed(file);
            records.put(schema.getFullName(), schema);
        });
        return records;
    }

    @Override
    public String toString() {
        return path.getFileName().toString();
    }

    private static Schema parsed(Path file) {
        try {
            return new Schema.Parser().parse(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> list(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
