package dev.offramp.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against a server that answers badly. */
class RegistryConnectionTest {

    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    RegistryConnectionTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/stalls", exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            awaitEnd();
        });
        server.createContext("/floods", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] piece = new byte[1 << 16];
            for (int i = 0; i < 200; i++) {
                exchange.getResponseBody().write(piece);
            }
            exchange.close();
        });
        server.createContext("/good", exchange -> {
            byte[] body = "{\"id\": 7}".getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    private void awaitEnd() throws IOException {
        try {
            over.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @AfterEach
    void close() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private RegistryConnection connection(Duration longestRequest) {
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        return new RegistryConnection(
                new RegistrySettings(ValueFormat.SINGLE_OBJECT, url, "", "", "", false),
                RegistryPatience.atStart(Duration.ofMillis(100)),
                Time.MACHINE,
                longestRequest);
    }

    @Test
    void an_answer_is_read_to_its_end() {
        assertThat(connection(Duration.ofSeconds(10))
                        .get("/good")
                        .body()
                        .path("id")
                        .asInt())
                .isEqualTo(7);
    }

    @Test
    void an_answer_that_stalls_behind_its_headers_is_given_up_when_the_patience_is_over() {
        long start = System.nanoTime();

        assertThatThrownBy(() -> connection(Duration.ofMillis(500)).get("/stalls"))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("no whole answer within 500 ms");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void an_answer_without_an_end_fills_no_memory() {
        assertThatThrownBy(() -> connection(Duration.ofSeconds(30)).get("/floods"))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("more than");
    }
}
