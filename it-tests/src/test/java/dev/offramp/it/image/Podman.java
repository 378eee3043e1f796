package dev.offramp.it.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Podman as root, with runc, which also runs where control groups are of two versions.
 *
 * @param folder has programs {@code podman} and {@code podman-quietly}, which call it with settings of their own
 */
record Podman(Path folder) {

    private static final int LONGEST_MINUTES = 10;

    /** What is not there that this wants; empty where all is. */
    static String missing() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return "root";
        }
        for (String program : List.of("podman", "runc", "mmdebstrap")) {
            try {
                new ProcessBuilder(program, "--version").start().waitFor();
            } catch (IOException absent) {
                return program + " (Debian: " + program + ")";
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
                return "time";
            }
        }
        return "";
    }

    static Podman in(Path folder) throws IOException {
        Path here = Files.createDirectories(folder).toAbsolutePath().normalize();
        Path settings = here.resolve("containers.conf");
        Files.writeString(settings, """
                [engine]
                runtime = "runc"
                cgroup_manager = "cgroupfs"
                events_logger = "file"
                [containers]
                default_ulimits = ["nofile=4096:4096", "nproc=8192:8192"]
                """);
        Podman podman = new Podman(here);
        String call = "#!/bin/sh\nCONTAINERS_CONF=" + settings + " exec " + installed() + " \"$@\"";
        program(podman.program(), call + "\n");
        program(podman.quietly(), call + " >>" + here.resolve("build.log") + " 2>&1\n");
        return podman;
    }

    private static Path installed() {
        return Stream.of("/usr/bin/podman", "/usr/local/bin/podman")
                .map(Path::of)
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
    }

    private static void program(Path file, String content) throws IOException {
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Path program() {
        return folder.resolve("podman");
    }

    /** A program that calls it and keeps in {@code build.log} what it says. */
    Path quietly() {
        return folder.resolve("podman-quietly");
    }

    /** One of its commands, which must succeed; returns what it printed. */
    String run(String... words) throws IOException, InterruptedException {
        return run(List.of(words));
    }

    String run(List<String> words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program().toString()));
        command.addAll(words);
        return execute(command);
    }

    /** Any program that calls Podman; it must succeed. */
    String execute(List<String> command) throws IOException, InterruptedException {
        Path said = Files.createTempFile(folder, "said", ".txt");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().merge("PATH", folder.toString(), (old, first) -> first + ":" + old);
        Process process = builder.start();
        if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
        }
        String text = Files.readString(said).strip();
        Files.delete(said);
        if (process.exitValue() != 0) {
            throw new AssertionError(String.join(" ", command) + " ended with " + process.exitValue() + ": " + text);
        }
        return text;
    }

    /** Removes a container, if it is there. */
    void remove(String container) throws IOException, InterruptedException {
        run("rm", "--force", "--ignore", "--volumes", "--time", "0", container);
    }
}
