package dev.offramp.it.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A Prometheus of its own, which reads from one process every second and has the alarms of the project. */
final class Prometheus implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final URI address;

    private Prometheus(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /**
     * Returns when it answers; skips the test where there is none.
     *
     * @param port   of the reporter
     * @param folder takes its data and its log
     */
    static Prometheus readingFrom(int port, Path folder) throws Exception {
        Path rules = DeployFile.FOLDER.resolve(AlarmRules.FILE).toAbsolutePath().normalize();
        Path config = Files.writeString(
                folder.resolve("prometheus.yml"),
                String.join(
                        "\n",
                        "global: {scrape_interval: 1s, evaluation_interval: 1s}",
                        "rule_files: ['" + rules + "']",
                        "scrape_configs:",
                        "  - job_name: flink",
                        "    static_configs: [{targets: ['127.0.0.1:" + port + "']}]"));
        String own = "127.0.0.1:" + freePort();
        var prometheus = new Prometheus(process(folder, config, own), URI.create("http://" + own));
        Await.until("Prometheus", PATIENCE, prometheus::isReady);
        return prometheus;
    }

    private static Process process(Path folder, Path config, String address) {
        try {
            return new ProcessBuilder(
                            "prometheus",
                            "--config.file=" + config,
                            "--storage.tsdb.path=" + folder.resolve("data"),
                            "--web.listen-address=" + address)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("prometheus.log").toFile())
                    .start();
        } catch (IOException absent) {
            assumeTrue(false, "prometheus is not there (Debian: prometheus)");
            throw new AssertionError(absent);
        }
    }

    /** A port of this machine that nobody listens at. */
    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private boolean isReady() throws Exception {
        if (!process.isAlive()) {
            throw new AssertionError("prometheus has ended with " + process.exitValue());
        }
        try {
            return client.send(request("/-/ready"), BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** The series that an expression gives now; fails where Prometheus does not understand it. */
    List<JsonNode> ask(Expression expression) throws Exception {
        JsonNode answer = get("/api/v1/query?query=" + URLEncoder.encode(expression.text(), UTF_8));
        return answer.get("result").findParents("metric");
    }

    /** The names of the metrics that it has read. */
    Set<String> metrics() throws Exception {
        Set<String> names = new TreeSet<>();
        get("/api/v1/metadata").fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The alarms, as it has evaluated them. */
    List<JsonNode> alarms() throws Exception {
        return get("/api/v1/rules").findParents("health");
    }

    private JsonNode get(String path) throws Exception {
        JsonNode answer = JSON.readTree(
                client.send(request(path), BodyHandlers.ofString()).body());
        if (!answer.path("status").asText().equals("success")) {
            throw new AssertionError(path + ": " + answer.path("error").asText());
        }
        return answer.get("data");
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(address.resolve(path)).timeout(PATIENCE).build();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
