package dev.offramp.cli.read;

import dev.offramp.cli.options.BrokerOptions;
import dev.offramp.registry.WriterSchemas;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.acl.AclOperation;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which topic of which broker is read. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class SourceOptions {

    @Mixin
    private BrokerOptions broker;

    @Option(
            names = {"-t", "--topic"},
            paramLabel = "NAME",
            description = "The topic (default: what --config says, or the job's usual name for it).")
    private Optional<String> topic;

    /** The topic's name, once it is there; fails with one line where it is not. */
    String require(JobTopic wanted) {
        String name = topic.orElseGet(() -> broker.settings().get(wanted.name()));
        try (var connection = broker.connect()) {
            connection.requireTopics(
                    List.of(name),
                    AclOperation.READ,
                    "is the name right? ./offramp run --create-topics makes those of a job");
        }
        return name;
    }

    TopicConsumer open(String name, JobTopic wanted) {
        return TopicConsumer.open(name, broker.bootstrapServers(), broker.properties(), wanted.isWrittenByTheJob());
    }

    /** What says with which schema a record in the form of a registry was written. */
    WriterSchemas writerSchemas() {
        return WriterSchemas.of(broker.registry());
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }
}
