package dev.offramp.bundle.store;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A folder over HTTP, on a server that can do badly. */
final class WebFolder implements AutoCloseable {

    private final Path folder;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<String> asked = new ArrayList<>();

    /** Bytes of a file after which the connection is cut. */
    int cutAfter = Integer.MAX_VALUE;

    /** Whether it says nothing more instead. */
    boolean stalls;

    boolean knowsRanges = true;

    WebFolder(Path folder) throws IOException {
        this.folder = folder;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/models/", this::answer);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/models/");
    }

    /** Files that were asked for, with the first byte that was wanted: {@code stage-1.pt from 0}. */
    synchronized List<String> asked() {
        return List.copyOf(asked);
    }

    private synchronized void note(String request) {
        asked.add(request);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String name = exchange.getRequestURI().getPath().substring("/models/".length());
        Path file = folder.resolve(name);
        String range = exchange.getRequestHeaders().getFirst("Range");
        int from = range == null ? 0 : Integer.parseInt(range.replaceAll("[^0-9]", ""));
        note(name + " from " + from);
        if (!Files.isRegularFile(file)) {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
            return;
        }
        byte[] content = Files.readAllBytes(file);
        int first = knowsRanges ? from : 0;
        if (first > 0 && first >= content.length) {
            exchange.sendResponseHeaders(416, -1);
            exchange.close();
            return;
        }
        exchange.sendResponseHeaders(first > 0 ? 206 : 200, content.length - first);
        OutputStream body = exchange.getResponseBody();
        body.write(content, first, Math.min(content.length, Math.max(first, cutAfter)) - first);
        body.flush();
        if (stalls && content.length > cutAfter) {
            awaitEnd();
        }
        exchange.close();
    }

    private void awaitEnd() throws IOException {
        try {
            closed.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
