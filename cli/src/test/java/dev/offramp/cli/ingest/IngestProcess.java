package dev.offramp.cli.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.cli.Offramp;
import dev.offramp.cli.terminal.CommandFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The command in a process of its own, with a heap, a log and a port for its status. */
final class IngestProcess implements AutoCloseable {

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin").toString();
    private static final long BETWEEN_LOOKS_NANOS = 250_000_000;
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total +\\d+ +(\\d+)");

    private final Path folder;
    private final int port;
    private final Process process;

    private IngestProcess(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /**
     * Starts it.
     *
     * @param folder of its own, for what it says and logs
     * @param heap   as {@code -Xmx} takes it
     */
    static IngestProcess start(Path folder, String heap, String... arguments) throws IOException {
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(
                JAVA + "/java",
                "-Xmx" + heap,
                "-XX:+UseParallelGC", // as the launcher has it
                "-Dlog4j2.configurationFile=log4j2-command-line.xml",
                "-Dlog.file=" + folder.resolve("log"),
                "-cp",
                System.getProperty("java.class.path"),
                Offramp.class.getName(),
                "ingest"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--listen", Integer.toString(port), "--create-topic"));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
        return new IngestProcess(folder, port, process);
    }

    /** Until its status is so; the test's own time limit ends it otherwise. */
    void awaitStatus(Predicate<List<CameraStatus>> wanted) throws IOException {
        while (!isSo(wanted)) {
            assertThat(process.isAlive()).as(said()).isTrue();
            assertThat(Thread.currentThread().isInterrupted())
                    .as("it took too long: %s", said())
                    .isFalse();
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
        }
    }

    private boolean isSo(Predicate<List<CameraStatus>> wanted) {
        try {
            return wanted.test(statuses());
        } catch (CommandFailure notYet) {
            return false;
        }
    }

    List<CameraStatus> statuses() {
        return new StatusClient(URI.create("http://127.0.0.1:" + port)).cameras();
    }

    /** All that it ever told anybody: on its terminal, in its log, and over HTTP now. */
    String everythingTold() throws Exception {
        Path log = folder.resolve("log");
        return said() + (Files.exists(log) ? Files.readString(log) : "") + page("/status") + page("/metrics");
    }

    String said() throws IOException {
        return Files.readString(folder.resolve("said"));
    }

    /** What of its heap is in use, after a collection. */
    long liveHeapBytes() throws Exception {
        Process jcmd = new ProcessBuilder(JAVA + "/jcmd", Long.toString(process.pid()), "GC.class_histogram").start();
        String histogram = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher total = TOTAL.matcher(histogram);
        assertThat(total.find()).as(histogram).isTrue();
        return Long.parseLong(total.group(1));
    }

    /** Of the whole process, with what FFmpeg has. */
    long residentBytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    /** As Ctrl-C does; waits until it has ended. */
    void stop() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private String page(String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
