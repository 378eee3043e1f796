package dev.offramp.cli.run;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers like a JobManager with what a test lays down, and remembers what it was asked. */
public final class TestingJobManager implements AutoCloseable {

    private record Answer(int status, String body) {}

    private final HttpServer server;
    private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    public TestingJobManager() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    public void start() {
        server.createContext("/", this::handle);
        server.start();
    }

    /** The answers to one question after another; the last one holds on. */
    public void answer(String path, String... bodies) {
        Deque<Answer> queue = new ArrayDeque<>();
        for (String body : bodies) {
            queue.add(new Answer(200, body));
        }
        answers.put(path, queue);
    }

    public void refuse(String path, int status, String body) {
        answers.put(path, new ArrayDeque<>(List.of(new Answer(status, body))));
    }

    /** Each as method, path and body. */
    public List<String> requests() {
        return requests;
    }

    public URI address() {
        var address = server.getAddress();
        return URI.create("http://" + address.getHostString() + ":" + address.getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
        Deque<Answer> queue = answers.getOrDefault(
                exchange.getRequestURI().getPath(), new ArrayDeque<>(List.of(new Answer(404, "{}"))));
        Answer answer = queue.size() > 1 ? queue.remove() : queue.element();
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}
