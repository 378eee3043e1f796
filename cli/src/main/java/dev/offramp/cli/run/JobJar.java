package dev.offramp.cli.run;

import dev.offramp.cli.terminal.CommandFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the jar that goes to a cluster among what the build left. */
final class JobJar {

    private JobJar() {}

    static Path built() {
        Path target = Path.of(System.getProperty("offramp.home", "."), "flink-job", "target");
        try (var jars = Files.newDirectoryStream(target, "offramp-flink-job-*-job.jar")) {
            var found = jars.iterator();
            if (!found.hasNext()) {
                throw new CommandFailure("no job jar in " + target + "; build the project, or name one with --jar");
            }
            return found.next();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
