package dev.offramp.it.registry;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Apicurio's registry as it is released, in a process of its own, in memory. */
final class Apicurio implements AutoCloseable {

    private static final String VERSION = "3.3.3";
    private static final Path ARCHIVE = Path.of(
            System.getProperty("user.home"),
            ".m2/repository/io/apicurio/apicurio-registry-app/" + VERSION + "/apicurio-registry-app-" + VERSION
                    + "-all.tar.gz");
    private static final int OLDEST_JAVA = 21;
    private static final Path JAVAS = Path.of("/usr/lib/jvm");
    private static final int PATIENCE_SECONDS = 60;
    private static final Pattern JAVA_VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)");

    private final Process process;
    private final String url;

    private Apicurio(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /** What is not there that this wants; empty where all is. */
    static String missing() {
        if (!Files.isRegularFile(ARCHIVE)) {
            return "Apicurio's registry: mvn dependency:get -Dtransitive=false"
                    + " -Dartifact=io.apicurio:apicurio-registry-app:" + VERSION + ":tar.gz:all";
        }
        return java().isEmpty() ? "Java " + OLDEST_JAVA + " or newer in " + JAVAS : "";
    }

    static Apicurio start(Path folder) throws Exception {
        Path home = Files.createDirectories(folder.resolve("apicurio"));
        run(List.of("tar", "xzf", ARCHIVE.toString(), "-C", home.toString()));
        int port = freePort();
        Process process = new ProcessBuilder(List.of(
                        java().orElseThrow().toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=" + port,
                        "-Dquarkus.management.host=127.0.0.1",
                        "-Dquarkus.management.port=" + freePort(),
                        "-jar",
                        runner(home).toString()))
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("apicurio.log").toFile())
                .start();
        var registry = new Apicurio(process, "http://127.0.0.1:" + port + "/apis/ccompat/v7");
        registry.await(folder.resolve("apicurio.log"));
        return registry;
    }

    String url() {
        return url;
    }

    private void await(Path log) throws Exception {
        var asked = HttpRequest.newBuilder(URI.create(url + "/subjects")).build();
        Instant deadline = Instant.now().plusSeconds(PATIENCE_SECONDS);
        while (Instant.now().isBefore(deadline) && process.isAlive()) {
            try {
                if (HttpClient.newHttpClient()
                                .send(asked, BodyHandlers.discarding())
                                .statusCode()
                        == 200) {
                    return;
                }
            } catch (IOException notYet) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            }
        }
        throw new AssertionError("Apicurio's registry did not start: " + Files.readString(log));
    }

    private static Path runner(Path home) throws IOException {
        try (var files = Files.walk(home)) {
            return files.filter(file -> file.getFileName().toString().matches(".*-runner\\.jar|quarkus-run\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("there is no runner in " + ARCHIVE));
        }
    }

    /** The program of a Java that is new enough. */
    private static Optional<Path> java() {
        try (var homes = Files.list(JAVAS)) {
            return homes.filter(home -> version(home) >= OLDEST_JAVA)
                    .map(home -> home.resolve("bin/java"))
                    .filter(Files::isExecutable)
                    .sorted()
                    .findFirst();
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    private static int version(Path home) {
        try {
            Matcher version = JAVA_VERSION.matcher(Files.readString(home.resolve("release")));
            return version.find() ? Integer.parseInt(version.group(1)) : 0;
        } catch (IOException noJava) {
            return 0;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void run(List<String> command) throws Exception {
        int code = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (code != 0) {
            throw new AssertionError(command + " ended with " + code);
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
