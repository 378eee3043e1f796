package dev.offramp.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.Node;
import org.junit.jupiter.api.Test;

class BrokersReachableTest {

    private static final Duration OF_ONE = Duration.ofSeconds(2);

    @Test
    void of_two_brokers_the_one_that_is_elsewhere_is_named() throws IOException {
        try (ServerSocket right = listening(5)) {
            int free;
            try (ServerSocket socket = listening(5)) {
                free = socket.getLocalPort();
            }

            assertThat(Found.by(new BrokersReachable(), List.of(node(1, right.getLocalPort()), node(2, free))))
                    .singleElement()
                    .asString()
                    .startsWith("wrong    brokers' addresses")
                    .contains(
                            "broker 2 says that it is at 127.0.0.1:" + free, "-> advertised.listeners of that broker");
            assertThat(Found.by(new BrokersReachable(), List.of(node(1, right.getLocalPort()))))
                    .singleElement()
                    .asString()
                    .startsWith("ok")
                    .contains("1 of 1 take connections");
        }
    }

    /** As behind a firewall: nobody takes the connections, and nobody refuses them. */
    @Test
    void many_that_say_nothing_take_no_longer_than_one() throws IOException {
        List<Socket> waiting = new ArrayList<>();
        try (ServerSocket full = listening(1)) {
            for (int i = 0; i < 4; i++) {
                Socket socket = new Socket();
                waiting.add(socket);
                connectFor(Duration.ofMillis(200), socket, full);
            }
            List<Node> nodes = IntStream.range(0, 6)
                    .mapToObj(id -> node(id, full.getLocalPort()))
                    .toList();
            long before = System.nanoTime();

            assertThat(Found.by(new BrokersReachable(), nodes)).hasSize(6).allMatch(line -> line.startsWith("wrong "));
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isBetween(OF_ONE, OF_ONE.multipliedBy(3));
        } finally {
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    private static void connectFor(Duration patience, Socket socket, ServerSocket server) {
        try {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort()), (int)
                    patience.toMillis());
        } catch (IOException full) {
            // that is what is wanted
        }
    }

    private static ServerSocket listening(int backlog) throws IOException {
        return new ServerSocket(0, backlog, InetAddress.getLoopbackAddress());
    }

    private static Node node(int id, int port) {
        return new Node(id, "127.0.0.1", port);
    }
}
