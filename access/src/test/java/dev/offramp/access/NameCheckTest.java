package dev.offramp.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.SecurityOptions;
import org.apache.flink.runtime.rest.RestClient;
import org.apache.flink.runtime.rest.messages.ClusterOverviewHeaders;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Flink's own client, at a server whose certificate is of the name {@code localhost} and of no address. */
@Timeout(60)
class NameCheckTest {

    private static final String PASSWORD = "of-the-test";
    private static final AtomicInteger ASKED = new AtomicInteger();

    @TempDir
    private static Path folder;

    private static HttpsServer server;
    private static Path store;

    @BeforeAll
    static void serve() throws Exception {
        store = folder.resolve("localhost.p12");
        keytool();
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls()));
        server.createContext("/", exchange -> {
            ASKED.incrementAndGet();
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    @Test
    void where_the_certificate_names_another_nothing_is_sent() throws Exception {
        int before = ASKED.get();

        assertThat(failureAt("127.0.0.1"))
                .hasStackTraceContaining("No subject alternative names matching IP address 127.0.0.1 found");
        assertThat(ASKED).hasValue(before);
    }

    @Test
    void where_it_names_the_address_the_server_is_asked() throws Exception {
        int before = ASKED.get();

        failureAt("localhost"); // its answer is none of Flink

        assertThat(ASKED).hasValue(before + 1);
    }

    private static Throwable failureAt(String host) throws Exception {
        var config = new Configuration();
        config.set(SecurityOptions.SSL_REST_ENABLED, true);
        config.set(SecurityOptions.SSL_REST_TRUSTSTORE, store.toString());
        config.set(SecurityOptions.SSL_REST_TRUSTSTORE_PASSWORD, PASSWORD);
        try (var client = new RestClient(config, Runnable::run)) {
            client.sendRequest(host, server.getAddress().getPort(), ClusterOverviewHeaders.getInstance())
                    .get(30, TimeUnit.SECONDS);
            throw new AssertionError("there is no Flink there");
        } catch (ExecutionException failure) {
            return failure.getCause();
        }
    }

    private static SSLContext tls() throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        var keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keyManagers.init(keys, PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(keyManagers.getKeyManagers(), null, null);
        return context;
    }

    private static void keytool() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "RSA",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
