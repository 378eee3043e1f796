package dev.offramp.it.security;

import dev.offramp.cli.broker.EmbeddedBroker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AclBinding;

/**
 * A broker that knows its clients (TLS; SCRAM and OAUTHBEARER) and allows them what its lists say and nothing else. Besides, it has a
 * listener for the administrator, who may do anything.
 */
final class SecureBroker implements AutoCloseable {

    private static final String SCRAM = "org.apache.kafka.common.security.scram.ScramLoginModule required";
    private static final String OAUTH = "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required";
    private static final int ITERATIONS = 4096;

    private final Path folder;
    private final Certificate certificate;
    private final EmbeddedBroker broker;
    private final String address;
    private final Admin admin;

    private SecureBroker(
            Path folder, Certificate certificate, EmbeddedBroker broker, String address, String adminAddress) {
        this.folder = folder;
        this.certificate = certificate;
        this.broker = broker;
        this.address = address;
        this.admin = Admin.create(Map.of("bootstrap.servers", adminAddress));
    }

    /** @param folder for keys and settings of its clients */
    static SecureBroker startIn(Path folder, String keystorePassword) throws IOException, InterruptedException {
        return startIn(folder, keystorePassword, Map.of());
    }

    /** Likewise, with settings of its own. */
    static SecureBroker startIn(Path folder, String keystorePassword, Map<String, String> more)
            throws IOException, InterruptedException {
        Certificate certificate = Certificate.in(folder, keystorePassword);
        String clients = freeAddress();
        String administrator = freeAddress();
        String controller = freeAddress();
        Map<String, String> settings = new HashMap<>(Map.of(
                "listeners",
                "PLAINTEXT://" + administrator + ",SASL_SSL://" + clients + ",CONTROLLER://" + controller,
                "advertised.listeners",
                "PLAINTEXT://" + administrator + ",SASL_SSL://" + clients,
                "controller.quorum.voters",
                "1@" + controller,
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,SASL_SSL:SASL_SSL,CONTROLLER:PLAINTEXT",
                "authorizer.class.name",
                "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                "allow.everyone.if.no.acl.found",
                "false",
                "super.users",
                "User:ANONYMOUS"));
        settings.put("sasl.enabled.mechanisms", "SCRAM-SHA-512,OAUTHBEARER");
        settings.put("listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config", SCRAM + ";");
        settings.put("listener.name.sasl_ssl.oauthbearer.sasl.jaas.config", OAUTH + ";");
        settings.put("ssl.keystore.type", "PKCS12");
        settings.put("ssl.keystore.location", certificate.keystore().toString());
        settings.put("ssl.keystore.password", certificate.password());
        settings.putAll(more);
        return new SecureBroker(folder, certificate, EmbeddedBroker.start(settings), clients, administrator);
    }

    String address() {
        return address;
    }

    void createTopics(Collection<NewTopic> topics) throws Exception {
        admin.createTopics(topics).all().get(30, TimeUnit.SECONDS);
    }

    void grant(Collection<AclBinding> rights) throws Exception {
        admin.createAcls(rights).all().get(30, TimeUnit.SECONDS);
        for (AclBinding right : rights) {
            while (!isGranted(right)) {
                Thread.onSpinWait(); // the test's own time limit ends it
            }
        }
    }

    private boolean isGranted(AclBinding right) throws Exception {
        return !admin.describeAcls(right.toFilter())
                .values()
                .get(30, TimeUnit.SECONDS)
                .isEmpty();
    }

    void revoke(AclBinding right) throws Exception {
        admin.deleteAcls(List.of(right.toFilter())).all().get(30, TimeUnit.SECONDS);
        while (isGranted(right)) {
            Thread.onSpinWait(); // as above
        }
    }

    /** A client that has a password; returns its settings, as a file. */
    Path scramUser(String name, String password) throws Exception {
        var credential = new UserScramCredentialUpsertion(
                name, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS), password);
        admin.alterUserScramCredentials(List.of(credential)).all().get(30, TimeUnit.SECONDS);
        return settings(name, "SCRAM-SHA-512", SCRAM + " username=\"" + name + "\" password=\"" + password + "\";");
    }

    /** A client that has a token, which it signs itself, as Kafka allows for tests; returns its settings, as a file. */
    Path tokenUser(String name) throws IOException {
        return settings(name, "OAUTHBEARER", OAUTH + " unsecuredLoginStringClaim_sub=\"" + name + "\";");
    }

    private Path settings(String name, String mechanism, String jaas) throws IOException {
        return Files.writeString(
                folder.resolve(name + ".yaml"),
                String.join(
                        "\n",
                        "kafka.bootstrap-servers: " + address,
                        "kafka.properties.security.protocol: SASL_SSL",
                        "kafka.properties.sasl.mechanism: " + mechanism,
                        "kafka.properties.sasl.jaas.config: '" + jaas + "'",
                        "kafka.properties.ssl.truststore.type: PEM",
                        "kafka.properties.ssl.truststore.location: " + certificate.trusted(),
                        ""));
    }

    private static String freeAddress() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "127.0.0.1:" + socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        admin.close();
        broker.close();
    }
}
