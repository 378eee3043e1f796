package dev.offramp.cli.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Properties;

/** Where the embedded broker listens and writes, and how it is tuned to start fast on one machine. */
record EmbeddedBrokerSettings(Path directory, int brokerPort, int controllerPort) {

    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    /** The largest record that the broker takes: room for a photograph. */
    static final int MAX_RECORD_BYTES = 16 << 20;

    private static final String LOOPBACK = "127.0.0.1";

    static EmbeddedBrokerSettings onFreePorts(Path directory) {
        // both sockets are open at the same time, so that the ports differ
        try (var first = freeSocket();
                var second = freeSocket()) {
            return new EmbeddedBrokerSettings(directory, first.getLocalPort(), second.getLocalPort());
        } catch (IOException failure) {
            throw new UncheckedIOException("no free loopback port", failure);
        }
    }

    String bootstrapServers() {
        return LOOPBACK + ":" + brokerPort;
    }

    Properties toProperties() {
        var properties = new Properties();
        quorum(properties);
        singleCopies(properties);
        properties.setProperty("log.dirs", directory.toString());
        properties.setProperty("message.max.bytes", Integer.toString(MAX_RECORD_BYTES));
        properties.setProperty("auto.create.topics.enable", "false");
        properties.setProperty("group.initial.rebalance.delay.ms", "0");
        properties.setProperty("log.flush.scheduler.interval.ms", Long.toString(Long.MAX_VALUE));
        properties.setProperty("controlled.shutdown.enable", "false");
        return properties;
    }

    private void quorum(Properties properties) {
        String broker = "PLAINTEXT://" + bootstrapServers();
        String controller = LOOPBACK + ":" + controllerPort;
        properties.setProperty("process.roles", "broker,controller");
        properties.setProperty("node.id", Integer.toString(NODE_ID));
        properties.setProperty("listeners", broker + "," + CONTROLLER_LISTENER + "://" + controller);
        properties.setProperty("advertised.listeners", broker);
        properties.setProperty("controller.listener.names", CONTROLLER_LISTENER);
        properties.setProperty("controller.quorum.voters", NODE_ID + "@" + controller);
        properties.setProperty("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    }

    /** One copy of everything, and few partitions for the broker's own topics. */
    private static void singleCopies(Properties properties) {
        properties.setProperty("default.replication.factor", "1");
        properties.setProperty("min.insync.replicas", "1");
        properties.setProperty("offsets.topic.replication.factor", "1");
        properties.setProperty("offsets.topic.num.partitions", "4");
        properties.setProperty("transaction.state.log.replication.factor", "1");
        properties.setProperty("transaction.state.log.min.isr", "1");
        properties.setProperty("transaction.state.log.num.partitions", "4");
        properties.setProperty("share.coordinator.state.topic.replication.factor", "1");
        properties.setProperty("share.coordinator.state.topic.min.isr", "1");
        properties.setProperty("share.coordinator.state.topic.num.partitions", "1");
    }

    private static ServerSocket freeSocket() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }
}
