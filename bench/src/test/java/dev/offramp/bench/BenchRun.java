package dev.offramp.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.stream.Stream;
import picocli.CommandLine;

/** One measurement, run as the command line does, with its report in a folder. */
record BenchRun(int exitCode, String out, String err, Path folder) {

    static BenchRun of(Path folder, String measurement, String... options) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = new CommandLine(new BenchCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(Stream.concat(Stream.of(measurement, "--out=" + folder), Stream.of(options))
                        .toArray(String[]::new));
        return new BenchRun(exitCode, out.toString(), err.toString(), folder);
    }

    JsonNode json(String file) throws IOException {
        return new ObjectMapper().readTree(folder.resolve(file).toFile());
    }
}
