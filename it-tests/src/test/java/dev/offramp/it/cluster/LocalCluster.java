package dev.offramp.it.cluster;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The cluster of {@code deploy/local-cluster}: real processes, started and ended through its script. */
record LocalCluster(Path folder) implements AutoCloseable {

    private static final Path SCRIPT = Path.of("../deploy/local-cluster/cluster");
    private static final long PATIENCE_SECONDS = 120;

    /**
     * A JobManager and one TaskManager; ends first what an interrupted run may have left there.
     *
     * @param options of Flink, as {@code -Dkey=value}
     */
    static LocalCluster start(Path folder, String... options) throws IOException, InterruptedException {
        LocalCluster cluster = new LocalCluster(folder.toAbsolutePath().normalize());
        Files.createDirectories(folder);
        cluster.close();
        try {
            cluster.run(Stream.concat(Stream.of("start"), Stream.of(options)).toArray(String[]::new));
            return cluster;
        } catch (AssertionError e) {
            cluster.close();
            throw e;
        }
    }

    URI rest() throws IOException {
        return URI.create("http://127.0.0.1:" + read("rest.port"));
    }

    /** Ends a process as a broken machine would: SIGKILL. */
    void kill(String name) throws Exception {
        ProcessHandle process =
                ProcessHandle.of(Long.parseLong(read(name + ".pid"))).orElseThrow();
        process.destroyForcibly();
        process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    void addTaskManager() throws IOException, InterruptedException {
        run("add-taskmanager");
    }

    /** The first of the TaskManagers that live. */
    String aTaskManager() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("taskmanager-\\d+\\.pid"))
                    .map(name -> name.replace(".pid", ""))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run("stop");
    }

    String log(String name) throws IOException {
        return read("log/" + name + ".log");
    }

    private String read(String file) throws IOException {
        return Files.readString(folder.resolve(file)).trim();
    }

    private void run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(SCRIPT.toString()));
        command.addAll(List.of(arguments));
        Path said = folder.resolve("script.out");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().put("OFFRAMP_CLUSTER_DIR", folder.toString());
        Process script = builder.start();
        if (!script.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            script.destroyForcibly();
            throw new AssertionError(command + " takes too long: " + Files.readString(said));
        }
        if (script.exitValue() != 0) {
            throw new AssertionError(command + " failed: " + Files.readString(said));
        }
    }
}
