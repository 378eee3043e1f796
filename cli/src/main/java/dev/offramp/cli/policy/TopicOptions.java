package dev.offramp.cli.policy;

import dev.offramp.cli.options.BrokerOptions;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.kafka.KafkaOptions;
import dev.offramp.kafka.KafkaSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.configuration.Configuration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which topic of policies a command works on. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class TopicOptions {

    @Mixin
    private BrokerOptions broker;

    @Option(
            names = {"-t", "--topic"},
            paramLabel = "NAME",
            description = "The topic of policies (default: what --config says, or offramp-policies).")
    private Optional<String> topic;

    /** Broker and topic, once both have been found to be there. */
    KafkaSettings check() {
        KafkaSettings settings = settings();
        requireTopics(List.of(settings.topics().policies()));
        return settings;
    }

    /** The topics of the broker, of which some are needed. */
    Set<String> requireTopics(List<String> wanted) {
        try (var connection = broker.connect()) {
            connection.requireTopics(wanted, "is the name right? ./offramp run --create-topics makes those of a job");
            return connection.topics();
        }
    }

    /** What is said of the broker and of other parts of the job. */
    Configuration config() {
        Configuration config = broker.settings();
        topic.ifPresent(name -> config.set(KafkaOptions.POLICIES_TOPIC, name));
        return config;
    }

    KafkaSettings settings() {
        Configuration config = config();
        List<String> problems = new ArrayList<>();
        var settings = KafkaSettings.from(config, problems);
        if (!problems.isEmpty()) {
            throw new CommandFailure(String.join("; ", problems));
        }
        return settings;
    }
}
