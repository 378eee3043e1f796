package dev.offramp.cli.bundle;

import dev.offramp.cli.options.BrokerOptions;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.kafka.KafkaSettings;
import dev.offramp.refresh.RefreshOptions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.common.acl.AclOperation;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which topic of bundles a command works on. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class BundleTopicOptions {

    @Mixin
    private BrokerOptions broker;

    @Option(
            names = {"-t", "--topic"},
            paramLabel = "NAME",
            description = "The topic of bundles (default: kafka.bundles-topic of --config).")
    private Optional<String> topic;

    /** Broker and topic, once both have been found to be there. */
    KafkaSettings check() {
        return require(Set.of(AclOperation.READ));
    }

    /** The same, for whoever orders something: they read what is there too. */
    KafkaSettings checkToWrite() {
        return require(Set.of(AclOperation.READ, AclOperation.WRITE));
    }

    /** What is said of the broker and of other parts of the job. */
    Configuration config() {
        Configuration config = broker.settings();
        topic.ifPresent(name -> config.set(RefreshOptions.BUNDLES_TOPIC, name));
        return config;
    }

    private KafkaSettings require(Set<AclOperation> rights) {
        KafkaSettings settings = BrokerOptions.kafka(config());
        String name = settings.topics()
                .bundles()
                .orElseThrow(
                        () -> new CommandFailure("which topic has the bundles? Give --topic, or --config with a file"
                                + " that sets " + RefreshOptions.BUNDLES_TOPIC.key()
                                + ": a job without it serves the bundle that it was started with, and no other"));
        try (var connection = broker.connect()) {
            connection.requireTopics(
                    Map.of(name, rights), "is the name right? ./offramp run --create-topics makes those of a job");
        }
        return settings;
    }
}
