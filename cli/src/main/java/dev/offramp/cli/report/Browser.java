package dev.offramp.cli.report;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What shows a file on this machine.
 *
 * @param command that is given the file
 */
record Browser(Path command) {

    private static final List<String> COMMANDS = List.of("xdg-open", "open");

    /** The first that there is on a search path, as {@code PATH} has it. */
    static Optional<Browser> on(String path) {
        return COMMANDS.stream()
                .flatMap(command ->
                        Arrays.stream(path.split(File.pathSeparator, -1)).map(folder -> Path.of(folder, command)))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Browser::new);
    }

    /** Whether it could be started; it goes on by itself. */
    boolean show(Path file) {
        try {
            new ProcessBuilder(command.toString(), file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return true;
        } catch (IOException cannot) {
            return false;
        }
    }
}
