package dev.offramp.cli.watch;

import dev.offramp.cli.broker.TopicReader;
import dev.offramp.kafka.KafkaSettings;
import java.time.Duration;
import java.util.Optional;

/** Opens the reader of a topic when it is wanted, and anew after a failure. Not thread-safe. */
final class TopicSource implements AutoCloseable {

    private static final Duration CHECK_EVERY = Duration.ofSeconds(10);

    private final KafkaSettings settings;
    private final String topic;
    private final int mostAtOnce;
    private Optional<TopicReader> reader = Optional.empty();
    private long checkedNanos;

    TopicSource(KafkaSettings settings, String topic, int mostAtOnce) {
        this.settings = settings;
        this.topic = topic;
        this.mostAtOnce = mostAtOnce;
    }

    boolean isOpen() {
        return reader.isPresent();
    }

    /** Opens it where it is not; fails where the broker is gone or the topic has other partitions than it had, and then it is opened anew. */
    TopicReader open() {
        if (reader.isEmpty()) {
            reader = Optional.of(TopicReader.open(settings, topic, mostAtOnce));
            checkedNanos = System.nanoTime();
        } else if (System.nanoTime() - checkedNanos > CHECK_EVERY.toNanos()) {
            reader.get().requireSamePartitions();
            checkedNanos = System.nanoTime();
        }
        return reader.get();
    }

    @Override
    public void close() {
        Optional<TopicReader> open = reader;
        reader = Optional.empty();
        open.ifPresent(TopicReader::close);
    }
}
