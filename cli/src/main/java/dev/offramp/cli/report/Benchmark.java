package dev.offramp.cli.report;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.offramp.cli.picture.Drawing;
import dev.offramp.cli.terminal.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The result of a measurement as {@code ./offramp bench} wrote it down: the part of its JSON that a report tells of. What is more in
 * the file is passed over.
 *
 * @param benchmark name of the command
 * @param notes     what belongs beside the figures, a sentence each
 */
public record Benchmark(
        String benchmark,
        String title,
        Conditions conditions,
        List<Figure> figures,
        List<Table> tables,
        List<String> notes,
        Drawing drawing) {

    /**
     * On what it was measured.
     *
     * @param precision that the network ran in; blank where the result does not say so
     * @param allocator that of the machine's C library, or one in its place; blank likewise
     */
    public record Conditions(
            String machine,
            String measuredAt,
            String bundle,
            String precision,
            String allocator,
            int parallelism,
            int intraOpThreads,
            int maxBatchSize,
            long maxLingerMillis,
            String deliveryGuarantee) {

        /** A line each. */
        List<String> facts() {
            List<String> facts = new ArrayList<>(List.of("Measured at " + measuredAt, machine));
            if (!allocator.isEmpty()) {
                facts.add("Allocator " + allocator);
            }
            if (!bundle.isEmpty()) {
                facts.add("Bundle " + bundle + (precision.isEmpty() ? "" : ", " + precision) + ", parallelism "
                        + parallelism + ", " + intraOpThreads
                        + " thread(s) an operation, batches of " + maxBatchSize + ", linger " + maxLingerMillis
                        + " ms, "
                        + deliveryGuarantee);
            }
            return facts;
        }
    }

    /** What it came to, with what was hoped for. */
    public record Figure(String name, String definition, String aim, String measured, String outcome) {}

    /** Rows under columns. */
    public record Table(String title, List<String> columns, List<List<String>> rows) {

        public Table {
            int width = columns.size();
            if (width == 0 || rows.stream().anyMatch(row -> row.size() != width)) {
                throw new IllegalArgumentException("every row of the table '" + title + "' needs " + width + " cells");
            }
        }
    }

    private static final String ENDING = ".json";
    private static final String DRAWING = "drawing";
    private static final ObjectMapper MAPPER = new ObjectMapper()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .setDefaultSetterInfo(JsonSetter.Value.construct(Nulls.FAIL, Nulls.FAIL));

    /** The result in a file, or all that lie in a folder, by their files' names. */
    static List<Benchmark> at(Path place) {
        if (!Files.isDirectory(place)) {
            return List.of(read(place));
        }
        try (Stream<Path> files = Files.list(place)) {
            List<Benchmark> found = files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .map(Benchmark::read)
                    .toList();
            if (found.isEmpty()) {
                throw new CommandFailure(
                        place + " holds no result of a measurement; './offramp bench' writes them as NAME.json");
            }
            requireDifferent(found, place);
            return found;
        } catch (IOException failure) {
            throw new CommandFailure(place + " cannot be read: " + failure, failure);
        }
    }

    private static void requireDifferent(List<Benchmark> found, Path place) {
        Set<String> names = new HashSet<>();
        found.stream()
                .map(Benchmark::benchmark)
                .filter(name -> !names.add(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new CommandFailure(
                            place + " holds several results of 'bench " + name + "': name the file that is meant");
                });
    }

    /** The result in a file; fails with one line where it is none. */
    public static Benchmark read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new CommandFailure(
                    "there is no file " + file + "; './offramp bench' writes its results to runs/bench/NAME.json");
        }
        try {
            if (!(MAPPER.readTree(file.toFile()) instanceof ObjectNode json)) {
                throw new IllegalArgumentException("it is no JSON object");
            }
            return MAPPER.treeToValue(withWhatCameLater(json), Benchmark.class);
        } catch (IOException | IllegalArgumentException failure) {
            throw new CommandFailure(
                    file + " is no result of a measurement by './offramp bench': " + why(failure), failure);
        }
    }

    /** Results written before there were drawings, precisions and allocators are read too. */
    private static ObjectNode withWhatCameLater(ObjectNode json) {
        if (!json.has(DRAWING)) {
            json.set(DRAWING, MAPPER.valueToTree(Drawing.NONE));
        }
        if (json.get("conditions") instanceof ObjectNode conditions) {
            Stream.of("precision", "allocator")
                    .filter(name -> !conditions.has(name))
                    .forEach(name -> conditions.put(name, ""));
        }
        return json;
    }

    /** Of what Jackson says what a user can use. */
    private static String why(Exception failure) {
        String first = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        return first.replaceFirst(" \\(index \\d+\\);.*", "");
    }

    /** Its figures as a table. */
    ReportTable figuresTable() {
        return new ReportTable(
                "figures",
                "Figures",
                List.of("figure", "measured", "aim", "outcome"),
                figures.stream()
                        .map(figure -> List.of(
                                figure.name(),
                                figure.measured(),
                                figure.aim(),
                                figure.outcome().toLowerCase(Locale.ROOT)))
                        .toList());
    }
}
