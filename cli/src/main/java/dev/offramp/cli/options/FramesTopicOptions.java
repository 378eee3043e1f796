package dev.offramp.cli.options;

import dev.offramp.kafka.KafkaOptions;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.acl.AclOperation;
import picocli.CommandLine.Option;

/** Which topic frames are written to. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class FramesTopicOptions {

    @Option(
            names = {"-t", "--topic"},
            paramLabel = "NAME",
            description = "The topic (default: what --config says, or offramp-frames).")
    private Optional<String> topic;

    @Option(names = "--create-topic", description = "Make the topic where it is missing.")
    private boolean createTopic;

    /** Its name, once it is there: made where that was asked for. Fails with one line where it is not. */
    public String prepare(BrokerOptions broker, PartitionsOption partitions) {
        String frames = topic.orElseGet(() -> broker.settings().get(KafkaOptions.FRAMES_TOPIC));
        try (var connection = broker.connect()) {
            if (createTopic) {
                connection.createTopics(List.of(partitions.plan().frames(frames)));
            }
            connection.requireTopics(List.of(frames), AclOperation.WRITE, "make it, or add --create-topic");
        }
        return frames;
    }
}
