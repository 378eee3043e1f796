package dev.offramp.cli.policy;

import dev.offramp.cli.options.BrokerOptions;
import dev.offramp.kafka.KafkaOptions;
import dev.offramp.kafka.KafkaSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.common.acl.AclOperation;
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
        require(Map.of(settings.topics().policies(), Set.of(AclOperation.READ)));
        return settings;
    }

    /** The same, for whoever sets or withdraws a policy: both read what is there too. */
    KafkaSettings checkToWrite() {
        KafkaSettings settings = settings();
        require(Map.of(settings.topics().policies(), Set.of(AclOperation.READ, AclOperation.WRITE)));
        return settings;
    }

    /** The topics of the broker, of which some are needed, to be read. */
    Set<String> requireTopics(List<String> wanted) {
        return require(wanted.stream()
                .collect(
                        Collectors.toMap(Function.identity(), topic -> Set.of(AclOperation.READ), (one, same) -> one)));
    }

    private Set<String> require(Map<String, Set<AclOperation>> wanted) {
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
        return BrokerOptions.kafka(config());
    }
}
