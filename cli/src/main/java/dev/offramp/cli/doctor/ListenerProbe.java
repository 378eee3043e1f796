package dev.offramp.cli.doctor;

import dev.offramp.kafka.KafkaSettings;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.apache.kafka.clients.CommonClientConfigs;

/** Finds out what listens where no Kafka broker answers; sends nothing but the greeting of TLS. */
record ListenerProbe(KafkaSettings kafka) {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int MOST = 3;

    /** What to change where nobody answered; of each address. */
    String advice() {
        return addresses().map(this::advice).distinct().collect(Collectors.joining("; "));
    }

    /** What to change where TLS failed: empty where there is TLS, and so something wrong with it. */
    Optional<String> adviceWithoutTls() {
        return addresses()
                .filter(server -> address(server)
                        .filter(found -> listens(found.getHostString(), found.getPort()))
                        .filter(found -> !speaksTls(found.getHostString(), found.getPort()))
                        .isPresent())
                .map(this::advice)
                .findFirst();
    }

    private Stream<String> addresses() {
        return Stream.of(kafka.bootstrapServers().split(",", -1))
                .map(String::strip)
                .limit(MOST);
    }

    /** Whether something takes connections there. */
    static boolean listens(String host, int port) {
        try (Socket socket = connect(host, port)) {
            return socket.isConnected();
        } catch (IOException | IllegalArgumentException nobody) {
            return false;
        }
    }

    private String advice(String server) {
        Optional<InetSocketAddress> address = address(server);
        if (address.isEmpty()) {
            return server + " is no host:port: kafka.bootstrap-servers";
        }
        String host = address.get().getHostString();
        int port = address.get().getPort();
        if (new InetSocketAddress(host, port).isUnresolved()) {
            return "the name " + host + " means nothing on this machine: kafka.bootstrap-servers, or the machine's DNS";
        }
        if (!listens(host, port)) {
            return "nothing takes connections at " + server
                    + ": is the broker running, is a firewall between, is kafka.bootstrap-servers right?";
        }
        return listening(server, host, port);
    }

    private String listening(String server, String host, int port) {
        String protocol =
                kafka.clientProperties().getOrDefault(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "PLAINTEXT");
        boolean wantsTls = protocol.contains("SSL");
        boolean hasTls = speaksTls(host, port);
        String key = KafkaSettings.CLIENT_PREFIX + CommonClientConfigs.SECURITY_PROTOCOL_CONFIG;
        if (hasTls && !wantsTls) {
            return server + " speaks TLS, and " + key + " is " + protocol + ": make it SSL or SASL_SSL";
        }
        if (!hasTls && wantsTls) {
            return server + " does not speak TLS, and " + key + " is " + protocol
                    + ": name the listener that does, or make it PLAINTEXT or SASL_PLAINTEXT";
        }
        return "something listens at " + server + " and does not answer as Kafka does with " + key + " " + protocol
                + ": does this listener ask for a password (SASL), is it another service, does the broker hang, or does it"
                + " send clients where they do not find it (advertised.listeners)?";
    }

    private static boolean speaksTls(String host, int port) {
        try (Socket plain = connect(host, port);
                SSLSocket tls = (SSLSocket)
                        ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(plain, host, port, true)) {
            tls.startHandshake();
            return true;
        } catch (SSLException failure) {
            return isAnswer(failure);
        } catch (IOException silence) {
            return false;
        }
    }

    /** A certificate of somebody whom we do not know, or an alert, is one in TLS; other bytes, an end and silence are not. */
    private static boolean isAnswer(SSLException failure) {
        boolean silence = failure.getCause() instanceof EOFException
                || failure.getCause() instanceof SocketException
                || failure.getCause() instanceof SocketTimeoutException;
        return !silence && !String.valueOf(failure.getMessage()).contains("unrecognized SSL message");
    }

    private static Socket connect(String host, int port) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.connect(new InetSocketAddress(host, port), (int) PATIENCE.toMillis());
            return socket;
        } catch (IOException failure) {
            socket.close();
            throw failure;
        }
    }

    private static Optional<InetSocketAddress> address(String server) {
        int colon = server.lastIndexOf(':');
        if (colon < 1 || !server.substring(colon + 1).matches("[0-9]{1,5}")) {
            return Optional.empty();
        }
        int port = Integer.parseInt(server.substring(colon + 1));
        return port > 65_535
                ? Optional.empty()
                : Optional.of(InetSocketAddress.createUnresolved(server.substring(0, colon), port));
    }
}
