package dev.offramp.cli.doctor;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.kafka.KafkaSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

class ListenerProbeTest {

    @Test
    void a_name_that_means_nothing_is_named() {
        assertThat(advice("no-such-host.invalid:9092", "PLAINTEXT"))
                .startsWith("the name no-such-host.invalid means nothing on this machine");
    }

    @Test
    void a_port_that_nobody_listens_on_is_named() throws IOException {
        String free;
        try (ServerSocket socket = listening()) {
            free = address(socket);
        }

        assertThat(advice(free, "PLAINTEXT")).startsWith("nothing takes connections at " + free);
    }

    @Test
    void what_is_no_address_is_named() {
        assertThat(advice("kafka", "PLAINTEXT")).isEqualTo("kafka is no host:port: kafka.bootstrap-servers");
    }

    /** It takes connections and says nothing. */
    @Test
    void a_listener_without_tls_is_told_from_one_with() throws IOException {
        try (ServerSocket socket = listening()) {
            assertThat(advice(address(socket), "SASL_SSL"))
                    .contains("does not speak TLS, and kafka.properties.security.protocol is SASL_SSL");
            assertThat(advice(address(socket), "PLAINTEXT")).startsWith("something listens at " + address(socket));
        }
    }

    /** As one that wants a certificate of ours, or takes none of our ciphers. */
    @Test
    void a_listener_that_ends_tls_with_an_alert_has_tls() throws IOException {
        try (ServerSocket socket = answering(new byte[] {21, 3, 3, 0, 2, 2, 40})) {
            assertThat(advice(address(socket), "PLAINTEXT")).contains("speaks TLS", "make it SSL or SASL_SSL");
        }
    }

    @Test
    void one_that_answers_otherwise_or_not_at_all_has_none() throws IOException {
        try (ServerSocket socket = answering("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII))) {
            assertThat(advice(address(socket), "SSL")).contains("does not speak TLS");
        }
        try (ServerSocket socket = answering(new byte[0])) {
            assertThat(advice(address(socket), "SSL")).contains("does not speak TLS");
        }
    }

    /** Reads what comes first, says this and ends the connection, with each one. */
    private static ServerSocket answering(byte[] answer) throws IOException {
        ServerSocket socket = listening();
        Thread thread = new Thread(() -> {
            while (!socket.isClosed()) {
                try (Socket connection = socket.accept()) {
                    if (connection.getInputStream().read(new byte[4096]) > 0) {
                        connection.getOutputStream().write(answer);
                    }
                } catch (IOException ended) {
                    // the next one, if there is one
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
        return socket;
    }

    private static ServerSocket listening() throws IOException {
        return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    private static String address(ServerSocket socket) {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    private static String advice(String server, String protocol) {
        Configuration config = Configuration.fromMap(
                Map.of("kafka.bootstrap-servers", server, "kafka.properties.security.protocol", protocol));
        return new ListenerProbe(KafkaSettings.from(config, new ArrayList<>())).advice();
    }
}
