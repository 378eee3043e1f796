package dev.offramp.cli.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.offramp.access.AccessOptions;
import dev.offramp.cli.terminal.CommandFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.SecurityOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlinkRestTest {

    @TempDir
    private Path folder;

    private final Configuration settings = new Configuration();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private int status = 200;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            authorizations.addAll(exchange.getRequestHeaders().getOrDefault("Authorization", List.of("none")));
            exchange.sendResponseHeaders(status, 2);
            exchange.getResponseBody().write(new byte[] {'{', '}'});
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void it_says_who_asks_where_the_settings_say_so() throws Exception {
        FlinkRest unnamed = rest();
        nameAnna();

        unnamed.get("/overview");
        rest().get("/overview");

        assertThat(authorizations).containsExactly("none", "Basic YW5uYTpzZWNyZXQ=");
    }

    @Test
    void who_is_not_known_is_told_which_settings_say_it() {
        status = 401;

        assertThatThrownBy(() -> rest().get("/overview"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageEndingWith(
                        "does not know who asks: are access.user and access.password-file right in --config?");
    }

    /** So Flink answers over TLS who asks it without. */
    @Test
    void a_redirection_is_no_answer() {
        status = 301;

        assertThatThrownBy(() -> rest().get("/overview")).hasMessageContaining("does it want TLS");
    }

    @Test
    void a_password_does_not_leave_this_machine_in_the_clear() throws Exception {
        nameAnna();

        assertThatThrownBy(() -> new FlinkRest(URI.create("http://192.0.2.1:8081"), settings))
                .hasMessage("the password of access.user is not sent to http://192.0.2.1:8081 in the clear: set"
                        + " security.ssl.rest.enabled");
    }

    @Test
    void tls_is_spoken_where_the_settings_say_so_whatever_the_address_says() {
        settings.set(SecurityOptions.SSL_REST_ENABLED, true);
        settings.set(
                SecurityOptions.SSL_REST_TRUSTSTORE,
                Path.of(System.getProperty("java.home"), "lib", "security", "cacerts")
                        .toString());
        settings.set(SecurityOptions.SSL_REST_TRUSTSTORE_PASSWORD, "changeit");

        assertThat(rest().address()).hasScheme("https");
    }

    @Test
    void a_trust_store_that_cannot_be_read_is_one_line() {
        settings.set(SecurityOptions.SSL_REST_ENABLED, true);
        settings.set(
                SecurityOptions.SSL_REST_TRUSTSTORE,
                folder.resolve("truststore").toString());
        settings.set(SecurityOptions.SSL_REST_TRUSTSTORE_PASSWORD, "changeit");

        assertThatThrownBy(this::rest)
                .isInstanceOf(CommandFailure.class)
                .hasMessageStartingWith("how to ask Flink is not clear: ")
                .hasMessageContaining("truststore");
    }

    private void nameAnna() throws IOException {
        settings.set(AccessOptions.USER, "anna");
        settings.set(
                AccessOptions.PASSWORD_FILE,
                Files.writeString(folder.resolve("password"), "secret\n").toString());
    }

    private FlinkRest rest() {
        return new FlinkRest(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()), settings);
    }
}
