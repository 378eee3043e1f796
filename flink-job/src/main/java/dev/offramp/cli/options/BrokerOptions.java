package dev.offramp.cli.options;

import dev.offramp.cli.broker.BrokerConnection;
import picocli.CommandLine.Option;

/** Which broker a command works against. */
public final class BrokerOptions {

    @Option(
            names = {"-b", "--bootstrap"},
            paramLabel = "HOST:PORT",
            defaultValue = "localhost:9092",
            description = "The broker, or several with commas between (default: ${DEFAULT-VALUE}).")
    private String bootstrapServers = "";

    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Connects, or fails with one line where no broker answers. */
    public BrokerConnection connect() {
        return BrokerConnection.open(bootstrapServers);
    }
}
