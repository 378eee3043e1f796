package dev.offramp.cli.console;

import dev.offramp.cli.broker.TopicReader;
import dev.offramp.kafka.KafkaSettings;
import java.util.Optional;

/** Opens the reader of a topic when it is wanted, and anew after a failure. Not thread-safe. */
final class TopicSource implements AutoCloseable {

    private final KafkaSettings settings;
    private final String topic;
    private final int mostAtOnce;
    private Optional<TopicReader> reader = Optional.empty();

    TopicSource(KafkaSettings settings, String topic, int mostAtOnce) {
        this.settings = settings;
        this.topic = topic;
        this.mostAtOnce = mostAtOnce;
    }

    boolean isOpen() {
        return reader.isPresent();
    }

    TopicReader open() {
        if (reader.isEmpty()) {
            reader = Optional.of(TopicReader.open(settings, topic, mostAtOnce));
        }
        return reader.get();
    }

    @Override
    public void close() {
        reader.ifPresent(TopicReader::close);
        reader = Optional.empty();
    }
}
