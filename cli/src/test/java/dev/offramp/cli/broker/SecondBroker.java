package dev.offramp.cli.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** One more broker for the cluster of an embedded one, which can be taken away and brought back with what it holds. */
public final class SecondBroker implements AutoCloseable {

    /** Its number in the cluster. */
    public static final int ID = 2;

    private static final String VOTERS = "controller.quorum.voters";

    private final Properties properties;
    private KafkaRaftServer server;

    private SecondBroker(Properties properties) {
        this.properties = properties;
        this.server = started(properties);
    }

    /**
     * Joins the cluster.
     *
     * @param directory for what it holds
     */
    public static SecondBroker join(EmbeddedBroker first, Path directory) throws Exception {
        var settings = EmbeddedBrokerSettings.onFreePorts(directory);
        var properties = settings.toProperties();
        properties.setProperty("process.roles", "broker");
        properties.setProperty("node.id", Integer.toString(ID));
        properties.setProperty("listeners", "PLAINTEXT://" + settings.bootstrapServers());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", first.bootstrapServers()))) {
            properties.setProperty(VOTERS, votersOf(admin));
            format(directory, admin.describeCluster().clusterId().get());
        }
        return new SecondBroker(properties);
    }

    /** Without a word to the cluster, which finds out by itself. */
    public void takeAway() {
        server.shutdown();
        server.awaitShutdown();
    }

    /** With what it held, where it was. */
    public void bringBack() {
        server = started(properties);
    }

    @Override
    public void close() {
        takeAway();
    }

    private static KafkaRaftServer started(Properties properties) {
        var server = new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
        server.startup();
        return server;
    }

    private static String votersOf(Admin admin) throws Exception {
        var first = new ConfigResource(ConfigResource.Type.BROKER, Integer.toString(EmbeddedBrokerSettings.NODE_ID));
        return admin.describeConfigs(List.of(first))
                .all()
                .get()
                .get(first)
                .get(VOTERS)
                .value();
    }

    private static void format(Path directory, String clusterId) throws Exception {
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8))
                .setNodeId(ID)
                .setClusterId(clusterId)
                .setControllerListenerName(EmbeddedBrokerSettings.CONTROLLER_LISTENER)
                .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                .addDirectory(directory.toString())
                .setMetadataLogDirectory(directory.toString())
                .run();
    }
}
