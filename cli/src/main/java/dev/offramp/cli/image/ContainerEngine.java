package dev.offramp.cli.image;

import dev.offramp.cli.terminal.CommandFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Docker, or what takes its commands.
 *
 * @param program as the shell finds it
 */
record ContainerEngine(String program) {

    private static final String IGNORED = "deploy/Dockerfile.dockerignore";

    /** The named one, or else the first that is installed. */
    static ContainerEngine find(Optional<String> named) {
        List<String> candidates = named.map(List::of).orElse(List.of("docker", "podman"));
        return candidates.stream()
                .map(ContainerEngine::new)
                .filter(ContainerEngine::isThere)
                .findFirst()
                .orElseThrow(
                        () -> new CommandFailure(
                                named.map(name -> name + " cannot be run")
                                        .orElse(
                                                "neither docker nor podman can be run; install one of them, or name another with --engine")));
    }

    private boolean isThere() {
        try {
            return new ProcessBuilder(program, "info")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noSuchProgram) {
            return false;
        } catch (InterruptedException hurried) {
            throw stopped(hurried);
        }
    }

    /** Builds; what the engine says goes where this process's output goes. */
    void build(Path context, List<String> options) {
        List<String> command = new ArrayList<>(List.of(program, "build", "-f", "deploy/Dockerfile"));
        if (Path.of(program).getFileName().toString().startsWith("podman")) {
            command.addAll(List.of("--ignorefile", IGNORED)); // Docker finds it by its name
        }
        command.addAll(options);
        command.add(".");
        try {
            int status = new ProcessBuilder(command)
                    .directory(context.toFile())
                    .inheritIO()
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new CommandFailure("'" + String.join(" ", command) + "' ended with " + status);
            }
        } catch (IOException failure) {
            throw new CommandFailure(program + " cannot be run: " + failure.getMessage(), failure);
        } catch (InterruptedException hurried) {
            throw stopped(hurried);
        }
    }

    private static CommandFailure stopped(InterruptedException hurried) {
        Thread.currentThread().interrupt();
        return new CommandFailure("stopped", hurried);
    }
}
