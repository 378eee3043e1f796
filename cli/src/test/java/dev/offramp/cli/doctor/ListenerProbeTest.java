package dev.offramp.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.kafka.KafkaSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
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
