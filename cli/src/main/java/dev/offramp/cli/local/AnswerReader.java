package dev.offramp.cli.local;

import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.kafka.KafkaSettings.Topics;
import dev.offramp.schema.Classification;
import dev.offramp.schema.Reject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads classifications and rejects, as any client would: only what is committed. */
public final class AnswerReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final Topics topics;
    private final KafkaConsumer<String, ByteBuffer> consumer;

    /** Reads both topics from their beginning. */
    public static AnswerReader ofAll(String bootstrapServers, Topics topics) {
        AnswerReader reader = new AnswerReader(bootstrapServers, topics);
        reader.consumer.seekToBeginning(reader.consumer.assignment());
        return reader;
    }

    /** Reads what comes to both topics from now on. */
    public static AnswerReader ofNew(String bootstrapServers, Topics topics) {
        AnswerReader reader = new AnswerReader(bootstrapServers, topics);
        reader.consumer.seekToEnd(reader.consumer.assignment());
        reader.consumer.assignment().forEach(reader.consumer::position); // or else "now" is the first poll
        return reader;
    }

    private AnswerReader(String bootstrapServers, Topics topics) {
        this.topics = topics;
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        5000),
                new StringDeserializer(),
                new ByteBufferDeserializer());
        var partitions = Stream.of(topics.classifications(), topics.rejects())
                .flatMap(this::partitionsOf)
                .toList();
        consumer.assign(partitions);
    }

    /** Hands on what comes until it is enough, or until nothing has come for so long. */
    public void follow(BooleanSupplier enough, Duration patience, AnswerListener listener) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!enough.getAsBoolean() && System.nanoTime() < deadline) {
            if (poll(listener) > 0) {
                deadline = System.nanoTime() + patience.toNanos();
            }
            listener.caughtUp();
        }
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }

    private int poll(AnswerListener listener) {
        var messages = consumer.poll(POLL);
        try {
            for (var message : messages.records(topics.classifications())) {
                listener.answered(Classification.fromByteBuffer(message.value()), message.timestamp());
            }
            for (var message : messages.records(topics.rejects())) {
                listener.rejected(Reject.fromByteBuffer(message.value()));
            }
        } catch (IOException failure) {
            throw new CommandFailure("an answer of the job cannot be read: " + failure.getMessage(), failure);
        }
        return messages.count();
    }

    private Stream<TopicPartition> partitionsOf(String topic) {
        return consumer.partitionsFor(topic).stream().map(info -> new TopicPartition(topic, info.partition()));
    }
}
