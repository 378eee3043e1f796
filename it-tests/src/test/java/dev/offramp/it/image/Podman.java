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
 * Podman as root, with images, containers and networks of its own, and runc, which also runs where control groups are of two versions.
 *
 * @param folder has its storage, and programs {@code podman} and {@code podman-quietly}, which call it with these settings
 */
record Podman(Path folder) {

    private static final int LONGEST_MINUTES = 15;
    private static final List<String> PROGRAMS = List.of("podman", "runc", "iptables", "mmdebstrap", "podman-compose");

    /** What is not there that this wants; empty where all is. */
    static String missing() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return "root";
        }
        return PROGRAMS.stream()
                .filter(program -> !isInstalled(program))
                .findFirst()
                .orElse("");
    }

    private static boolean isInstalled(String program) {
        return path(program).findFirst().isPresent();
    }

    private static Stream<Path> path(String program) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable);
    }

    static Podman in(Path folder) throws IOException {
        Podman podman =
                new Podman(Files.createDirectories(folder).toAbsolutePath().normalize());
        Path engine = podman.file("containers.conf", """
                [engine]
                runtime = "runc"
                cgroup_manager = "cgroupfs"
                events_logger = "file"
                [network]
                network_backend = "netavark"
                network_config_dir = "%1$s/networks"
                [containers]
                default_ulimits = ["nofile=4096:4096", "nproc=8192:8192"]
                """);
        Path storage = podman.file("storage.conf", """
                [storage]
                driver = "overlay"
                graphroot = "%1$s/storage"
                runroot = "%1$s/run"
                """);
        String call = "CONTAINERS_CONF=%s CONTAINERS_STORAGE_CONF=%s exec %s \"$@\""
                .formatted(engine, storage, path("podman").findFirst().orElseThrow());
        podman.program("podman", call);
        podman.program("podman-quietly", call + " >>%1$s/build.log 2>&1");
        return podman;
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content.formatted(folder));
    }

    private void program(String name, String call) throws IOException {
        Path program = file(name, "#!/bin/sh\n" + call + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
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
        List<String> command = new ArrayList<>(List.of(folder.resolve("podman").toString()));
        command.addAll(words);
        return execute(command);
    }

    /** Any program, which finds this Podman where it looks for one; it must succeed. */
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
}
