package dev.offramp.cli.broker;

import dev.offramp.cli.terminal.AtExit;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/**
 * A real Kafka broker and its controller inside this process, for a demo or a test.
 *
 * <p>It listens on a free loopback port and keeps its log in a directory of its own, which is gone after {@link #close()} or when
 * the process ends. Nothing is replicated: what it holds lives as long as the process.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(15);

    private final ScratchDirectory directory;
    private final String bootstrapServers;
    private final KafkaRaftServer server;
    private final AtExit atExit = new AtExit("embedded-broker-at-exit", this::stop);

    private EmbeddedBroker(ScratchDirectory directory, String bootstrapServers, KafkaRaftServer server) {
        this.directory = directory;
        this.bootstrapServers = bootstrapServers;
        this.server = server;
    }

    /** Starts a broker on a free port; returns as soon as it takes connections. */
    public static EmbeddedBroker start() {
        return start(Map.of());
    }

    /** The same with settings of Kafka's own over those that make it small and quick: limits, an authorizer. */
    public static EmbeddedBroker start(Map<String, String> more) {
        var directory = ScratchDirectory.create("offramp-broker-");
        try {
            var settings = EmbeddedBrokerSettings.onFreePorts(directory.path());
            LogFolder.format(
                    settings.directory(),
                    EmbeddedBrokerSettings.NODE_ID,
                    Uuid.randomUuid().toString(),
                    EmbeddedBrokerSettings.CONTROLLER_LISTENER);
            var properties = settings.toProperties();
            properties.putAll(more);
            var server = new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
            server.startup();
            return new EmbeddedBroker(directory, settings.bootstrapServers(), server);
        } catch (Exception failure) {
            directory.delete();
            throw new IllegalStateException("the embedded broker did not start: " + failure.getMessage(), failure);
        }
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Makes the topics; returns when they can be written. */
    public void createTopics(Collection<NewTopic> topics) {
        try (var broker = BrokerConnection.open(bootstrapServers, Map.of())) {
            broker.createTopics(topics);
        }
    }

    /** Stops together with something that needs a broker to stop in good order. */
    public void stopAfter(AtExit first) {
        atExit.follow(first);
    }

    /** Stops the broker, with bounded patience, and deletes its directory when it has stopped. Closing twice does nothing more. */
    @Override
    public void close() {
        atExit.close();
    }

    /** A broker that takes longer keeps its directory until it has stopped: Kafka halts the whole process where its log is gone. */
    private void stop() {
        var shutdown = new Thread(this::shutDown, "embedded-broker-shutdown");
        shutdown.setDaemon(true);
        shutdown.start();
        try {
            shutdown.join(PATIENCE_AT_STOP.toMillis());
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private void shutDown() {
        server.shutdown();
        directory.delete();
    }
}
