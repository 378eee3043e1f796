package dev.offramp.cli.read;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** In which form records are written, and where to. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class OutputOptions {

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description =
                    "text: a line a record, for people; json: an object a line, with all fields; csv: a table with a"
                            + " header; avro: a file that Avro's own tools read (default: ${DEFAULT-VALUE}).")
    private OutputFormat format;

    @Option(names = "--out", paramLabel = "FILE", description = "Write to this file (default: standard output).")
    private Optional<Path> file;

    @Option(
            names = "--bytes",
            description = "With json or csv: write bytes, as those of pictures, in base64; else their number.")
    private boolean bytes;

    /** Fails as wrong usage where the options do not fit each other. */
    void check(CommandLine command) {
        check(command, !bytes || format.hasChoiceOfBytes(), "--bytes goes with --format json or csv");
        check(
                command,
                format != OutputFormat.AVRO || file.isPresent() || !Boolean.getBoolean("offramp.terminal"),
                "an Avro file is nothing for a terminal; name a file with --out");
    }

    /** Whether a file can hold records of one kind alone. */
    boolean takesOneKind() {
        return format == OutputFormat.AVRO;
    }

    /**
     * Begins to write.
     *
     * @param out     standard output, as the command has it
     * @param schemas of the records that may come, at least one; a file of Avro's is of the first
     */
    RecordSink open(PrintWriter out, RecordText text, List<Schema> schemas) throws IOException {
        RecordJson json = new RecordJson(bytes);
        return switch (format) {
            case TEXT -> new TextSink(writer(out), text);
            case JSON -> new JsonSink(writer(out), json);
            case CSV -> new CsvSink(writer(out), CsvColumns.of(schemas, bytes), json);
            case AVRO -> new AvroSink(stream(), schemas.get(0));
        };
    }

    private Writer writer(PrintWriter out) throws IOException {
        return file.isPresent() ? Files.newBufferedWriter(file.get()) : new StandardOutput(out);
    }

    private OutputStream stream() throws IOException {
        return new BufferedOutputStream(
                file.isPresent()
                        ? Files.newOutputStream(file.get())
                        : StandardOutput.ofBytes(new FileOutputStream(FileDescriptor.out)));
    }

    private static void check(CommandLine command, boolean holds, String message) {
        if (!holds) {
            throw new ParameterException(command, message);
        }
    }
}
