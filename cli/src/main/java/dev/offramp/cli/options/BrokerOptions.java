package dev.offramp.cli.options;

import dev.offramp.cli.broker.BrokerConnection;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** Which broker a command works against. */
public final class BrokerOptions {

    @Option(
            names = {"-b", "--bootstrap"},
            paramLabel = "HOST:PORT",
            defaultValue = "localhost:9092",
            description = "The broker, or several with commas between (default: ${DEFAULT-VALUE}).")
    private String bootstrapServers = "";

    @Option(
            names = "--property",
            paramLabel = "KEY=VALUE",
            description = "One property of Kafka's own client, as security.protocol=SSL; may be repeated.")
    private Map<String, String> properties = new TreeMap<>();

    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Connects, or fails with one line where no broker answers. */
    public BrokerConnection connect() {
        return BrokerConnection.open(bootstrapServers, properties);
    }

    /** What Kafka's own clients are told beside the address. */
    public Map<String, String> properties() {
        return properties;
    }
}
