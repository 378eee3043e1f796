package dev.offramp.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server whose certificate nobody trusts, and one that hangs up. */
class RegistryTlsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final String PASSWORD = "of-the-test";

    private final TestingTime time = new TestingTime();

    @Test
    void a_certificate_that_is_not_trusted_ends_a_start_at_once_and_is_waited_for_by_a_task(@TempDir Path folder)
            throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls(folder.resolve("localhost.p12"))));
        server.start();
        int port = server.getAddress().getPort();
        try {
            assertThatThrownBy(() -> ask(port, RegistryPatience.atStart(PATIENCE)))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageStartingWith("no TLS with the schema registry")
                    .hasMessageContaining("is kafka.registry.certificates right?");
            assertThat(time.pauses()).isEmpty();
            assertThatThrownBy(() -> ask(port, RegistryPatience.running(PATIENCE)))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("has not answered in 1 s: no TLS with");
            assertThat(time.pauses()).isNotEmpty();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void who_hangs_up_in_the_middle_of_a_handshake_is_waited_for_by_a_start_too() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            new Thread(() -> hangUp(server)).start();

            assertThatThrownBy(() -> ask(server.getLocalPort(), RegistryPatience.atStart(PATIENCE)))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("has not answered in 1 s");
        }
    }

    private void ask(int port, RegistryPatience patience) {
        String url = "https://127.0.0.1:" + port;
        var settings = new RegistrySettings(ValueFormat.SINGLE_OBJECT, url, "", "", "", false);
        new RegistryConnection(settings, patience, time).get("/");
    }

    /** Until the socket is closed. */
    private static void hangUp(ServerSocket server) {
        try {
            while (true) {
                server.accept().close();
            }
        } catch (IOException failure) {
            if (!server.isClosed()) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    private static SSLContext tls(Path store) throws Exception {
        keytool(store);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        var keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keyManagers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keyManagers.getKeyManagers(), null, null);
        return context;
    }

    private static void keytool(Path store) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
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
