package dev.offramp.bench;

import dev.offramp.cli.local.LocalSystem;
import dev.offramp.cli.publish.FrameAddress;
import dev.offramp.cli.publish.Picture;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.kafka.KafkaSettings.Topics;
import dev.offramp.schema.Classification;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;
import org.apache.kafka.common.serialization.ByteBufferSerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The whole job, broker to broker: frames become visible all at once, by the commit of one transaction, and the clock stops at
 * the broker's own timestamp of the last answer.
 */
final class JobLoop implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration POLL = Duration.ofMillis(200);
    private final Topics topics;
    private final List<String> streams;
    private final KafkaProducer<String, ByteBuffer> producer;
    private final KafkaConsumer<String, ByteBuffer> consumer;
    private long sequence;

    JobLoop(LocalSystem system) {
        this(system.bootstrapServers(), system.topics(), Cameras.inTurn("bench-", Balance.MANY));
    }

    /**
     * Goes round something that answers frames as the job does.
     *
     * @param streams that frames come from, in turn
     */
    JobLoop(String bootstrapServers, Topics topics, List<String> streams) {
        this.topics = topics;
        this.streams = List.copyOf(streams);
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        "bench-" + UUID.randomUUID(),
                        ProducerConfig.BUFFER_MEMORY_CONFIG,
                        128L << 20),
                new StringSerializer(),
                new ByteBufferSerializer());
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
                new StringDeserializer(),
                new ByteBufferDeserializer());
        producer.initTransactions();
        List<TopicPartition> partitions = consumer.partitionsFor(topics.classifications()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** One picture from every stream. */
    JobRound probe(List<Picture> pictures) {
        return play(IntStream.range(0, streams.size())
                .mapToObj(n -> pictures.get(n % pictures.size()))
                .toList());
    }

    /** Publishes every picture once and waits for all answers; fails where one is missing after a bounded time. */
    JobRound play(List<Picture> pictures) {
        send(pictures);
        return answers(pictures.size());
    }

    /** Publishes every picture once; the job sees none of them before {@link #answers}. */
    void send(List<Picture> pictures) {
        producer.beginTransaction();
        for (int n = 0; n < pictures.size(); n++) {
            var address = new FrameAddress(streams.get(n % streams.size()), sequence + n / streams.size());
            var unused = producer.send(new ProducerRecord<>(
                    topics.frames(), address.stream(), pictures.get(n).record(address)));
        }
        sequence += (pictures.size() + streams.size() - 1) / streams.size();
        producer.flush();
    }

    /** Shows the job what was sent and waits for all answers; fails where one is missing after a bounded time. */
    JobRound answers(int count) {
        long visibleAtMillis = System.currentTimeMillis();
        producer.commitTransaction();
        List<ConsumerRecord<String, ByteBuffer>> answers = await(count);
        long lastMillis =
                answers.stream().mapToLong(ConsumerRecord::timestamp).max().orElseThrow();
        double seconds = Math.max(1, lastMillis - visibleAtMillis) / 1e3;
        return JobRound.of(
                count / seconds, answers.stream().map(JobLoop::decoded).toList());
    }

    private List<ConsumerRecord<String, ByteBuffer>> await(int count) {
        List<ConsumerRecord<String, ByteBuffer>> answers = new ArrayList<>(count);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (answers.size() < count) {
            consumer.poll(POLL).forEach(answers::add);
            if (System.nanoTime() > deadline) {
                throw new CommandFailure("only " + answers.size() + " of " + count + " frames were answered within "
                        + PATIENCE.toMinutes() + " minutes");
            }
        }
        return answers;
    }

    private static Classification decoded(ConsumerRecord<String, ByteBuffer> answer) {
        try {
            return Classification.fromByteBuffer(answer.value());
        } catch (IOException failure) {
            throw new CommandFailure("an answer cannot be read: " + failure.getMessage(), failure);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
        consumer.close();
    }
}
