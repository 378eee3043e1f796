package dev.offramp.bench;

import dev.offramp.cli.terminal.CommandFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What it takes of a core to bring a film to a topic, in a process of its own. More of them beside it tell what one costs once the
 * process has started and is warm.
 *
 * @param folder    for folders of films
 * @param arguments of {@code ./offramp ingest}, before the source
 * @param more      films that are read beside the first
 */
record IngestCost(Path film, Path folder, List<String> arguments, int more) {

    /** Seconds of a core for one film more. */
    double seconds() {
        double seconds = (secondsOf(1 + more) - secondsOf(1)) / more;
        if (seconds <= 0) {
            throw new CommandFailure((1 + more) + " films took no longer than one: the film is too short to measure");
        }
        return seconds;
    }

    private double secondsOf(int films) {
        Path source = folder.resolve(films + "-films");
        try {
            Files.createDirectories(source);
            for (int n = 0; n < films; n++) {
                Path link = source.resolve("camera-" + n + ".mp4");
                if (Files.notExists(link)) {
                    Files.createLink(link, film);
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(source + " could not be filled", failure);
        }
        List<String> command = new FreshProcess(arguments).command();
        command.add(source.toString());
        return ChildrenClock.secondsOf(command);
    }
}
