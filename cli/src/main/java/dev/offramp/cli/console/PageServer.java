package dev.offramp.cli.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.offramp.access.CrossSite;
import dev.offramp.access.OwnNames;
import dev.offramp.cli.terminal.CommandFailure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves the page, what it draws and what comes new. Whatever the browser loads comes from here; no other site may embed it or read
 * from it, and no foreign name that leads here is answered to (DNS rebinding).
 */
final class PageServer implements AutoCloseable {

    private static final int OK = 200;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    /** What answers a request, or nothing where there is none such. */
    interface Answerer {

        Optional<Content> answer(URI uri) throws IOException;
    }

    /** Bytes and what they are. */
    @SuppressWarnings("ArrayRecordComponent") // compared nowhere
    record Content(String type, byte[] bytes) {

        static Content json(String text) {
            return new Content("application/json", text.getBytes(UTF_8));
        }
    }

    private final HttpServer server;
    private final OwnNames names;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "console-page");
        thread.setDaemon(true);
        return thread;
    });

    private PageServer(HttpServer server, String listensAt) {
        this.server = server;
        this.names = new OwnNames(List.of(listensAt));
    }

    /**
     * Listens from now on; fails with one line where that is not possible.
     *
     * @param answers  to who only reads, by path, the longest that fits first
     * @param handlers of all other requests, by path
     */
    static PageServer start(
            InetSocketAddress address, Map<String, Answerer> answers, Map<String, HttpHandler> handlers) {
        try {
            var server = new PageServer(HttpServer.create(address, 0), address.getHostString());
            answers.forEach((path, answerer) -> server.server.createContext(path, server.guarded(answering(answerer))));
            handlers.forEach((path, handler) -> server.server.createContext(path, server.guarded(handler)));
            server.server.setExecutor(server.threads);
            server.server.start();
            return server;
        } catch (IOException failure) {
            throw new CommandFailure("--listen " + address + ": " + failure.getMessage(), failure);
        }
    }

    /** Where the page is. */
    URI address() {
        InetSocketAddress address = server.getAddress();
        String host = address.getAddress().isAnyLocalAddress()
                ? "localhost"
                : address.getAddress().getHostAddress();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort() + "/");
    }

    private HttpHandler guarded(HttpHandler handler) {
        return exchange -> {
            try (exchange) {
                var headers = exchange.getResponseHeaders();
                headers.set("Content-Security-Policy", POLICY);
                headers.set("X-Content-Type-Options", "nosniff");
                headers.set("Referrer-Policy", "no-referrer");
                headers.set("Cache-Control", "no-store");
                if (isMeantForUs(exchange)) {
                    handler.handle(exchange);
                } else {
                    exchange.sendResponseHeaders(FORBIDDEN, -1);
                }
            } catch (RuntimeException failure) {
                throw new IOException("the request could not be answered", failure);
            }
        };
    }

    private boolean isMeantForUs(HttpExchange exchange) {
        return names.have(exchange.getRequestHeaders().getFirst("Host"))
                && !CrossSite.asks(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().getPath(),
                        exchange.getRequestHeaders()::getFirst);
    }

    private static HttpHandler answering(Answerer answerer) {
        return exchange -> {
            Optional<Content> content = exchange.getRequestMethod().equals("GET")
                    ? answerer.answer(exchange.getRequestURI())
                    : Optional.empty();
            if (content.isEmpty()) {
                exchange.sendResponseHeaders(NOT_FOUND, -1);
                return;
            }
            exchange.getResponseHeaders().set("Content-Type", content.get().type());
            exchange.sendResponseHeaders(
                    OK, content.get().bytes().length == 0 ? -1 : content.get().bytes().length);
            exchange.getResponseBody().write(content.get().bytes());
        };
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
