package dev.offramp.cli.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.offramp.cli.terminal.CommandFailure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Tells over HTTP how the cameras are: {@code /metrics} for Prometheus, {@code /status} as JSON. */
final class StatusServer implements AutoCloseable {

    private static final int OK = 200;
    private static final int THREADS = 2;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
        var thread = new Thread(task, "ingest-status");
        thread.setDaemon(true);
        return thread;
    });

    private StatusServer(HttpServer server) {
        this.server = server;
    }

    /** Listens from now on; fails with one line where that is not possible. */
    static StatusServer start(InetSocketAddress address, Supplier<List<CameraStatus>> cameras) {
        try {
            var server = new StatusServer(HttpServer.create(address, 0));
            server.answer("/metrics", "text/plain; version=0.0.4; charset=utf-8", () -> new MetricsText(cameras.get())
                    .text());
            server.answer("/status", "application/json", () -> StatusJson.write(cameras.get()));
            server.server.setExecutor(server.threads);
            server.server.start();
            return server;
        } catch (IOException failure) {
            throw new CommandFailure("--listen " + address + ": " + failure.getMessage(), failure);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(String path, String type, Supplier<String> content) {
        server.createContext(path, exchange -> {
            byte[] body = content.get().getBytes(UTF_8);
            respond(exchange, type, body);
        });
    }

    private static void respond(HttpExchange exchange, String type, byte[] body) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(OK, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
