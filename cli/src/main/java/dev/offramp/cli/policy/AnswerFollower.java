package dev.offramp.cli.policy;

import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.kafka.KafkaSettings;
import dev.offramp.schema.Classification;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads the results that come from now on, only what is committed. Not thread-safe. */
final class AnswerFollower implements AutoCloseable {

    private final KafkaConsumer<String, ByteBuffer> consumer;

    AnswerFollower(KafkaSettings settings, String topic) {
        Map<String, Object> client = new HashMap<>(settings.clientProperties());
        client.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        client.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5000);
        this.consumer = new KafkaConsumer<>(client, new StringDeserializer(), new ByteBufferDeserializer());
        var partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position); // now, not at the first poll
    }

    /** What comes within a time span, perhaps nothing; returns with the first. */
    List<Classification> poll(Duration span) {
        List<Classification> answers = new ArrayList<>();
        try {
            for (var message : consumer.poll(span)) {
                answers.add(Classification.fromByteBuffer(message.value()));
            }
        } catch (IOException failure) {
            throw new CommandFailure("a result of the job cannot be read: " + failure.getMessage(), failure);
        }
        return answers;
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }
}
