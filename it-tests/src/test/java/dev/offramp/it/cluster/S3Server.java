package dev.offramp.it.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A server of S3 as a process of its own (Adobe's S3Mock), with one bucket. It believes every signature. */
final class S3Server implements AutoCloseable {

    static final String BUCKET = "state";

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern KEY = Pattern.compile("<Key>([^<]+)</Key>");

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final URI address;

    private S3Server(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** Returns when it answers. Its log and its objects lie in the folder. */
    static S3Server start(Path folder) throws Exception {
        int port = freePort();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-jar",
                        jar().toString(),
                        "--server.address=127.0.0.1",
                        "--server.port=" + port,
                        "--server.ssl.enabled=false",
                        "--com.adobe.testing.s3mock.http-port=0",
                        "--com.adobe.testing.s3mock.store.initial-buckets=" + BUCKET,
                        "--com.adobe.testing.s3mock.store.root=" + folder.resolve("objects"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("s3.log").toFile())
                .start();
        S3Server server = new S3Server(process, URI.create("http://127.0.0.1:" + port));
        Await.until("the server of S3", PATIENCE, server::answers);
        return server;
    }

    URI address() {
        return address;
    }

    /** Of the objects of the bucket, as any client may list them. */
    List<String> keys(String prefix) throws Exception {
        return KEY.matcher(get("/" + BUCKET + "?list-type=2&prefix=" + prefix))
                .results()
                .map(MatchResult::group)
                .map(key -> key.replaceAll("<[^>]+>", ""))
                .toList();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }

    private boolean answers() throws Exception {
        if (!process.isAlive()) {
            throw new AssertionError("the server of S3 has ended with " + process.exitValue());
        }
        try {
            return get("/").contains(BUCKET);
        } catch (IOException notYet) {
            return false;
        }
    }

    private String get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(address.resolve(path)).build(), BodyHandlers.ofString())
                .body();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Path jar() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target/s3"))) {
            return files.findFirst().orElseThrow();
        }
    }
}
