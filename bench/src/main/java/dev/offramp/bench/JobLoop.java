package dev.offramp.bench;

import dev.offramp.cli.broker.CommittedReader;
import dev.offramp.cli.local.LocalSystem;
import dev.offramp.cli.publish.FrameAddress;
import dev.offramp.cli.publish.Picture;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.kafka.KafkaSettings.Topics;
import dev.offramp.schema.Classification;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteBufferSerializer;
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
    private final CommittedReader reader;
    private long sequence;
    private Sent sent = new Sent(Set.of(), 0, 0);

    /**
     * What answers are awaited of.
     *
     * @param first sequence number
     * @param next  the first sequence number that was not sent
     */
    private record Sent(Set<String> streams, long first, long next) {

        boolean has(Classification answer) {
            return streams.contains(answer.getStream()) && answer.getSequence() >= first && answer.getSequence() < next;
        }
    }

    JobLoop(LocalSystem system) {
        this(system.bootstrapServers(), system.topics(), Cameras.inTurn("bench-", Balance.MANY));
    }

    /**
     * Goes round something that answers frames as the job does.
     *
     * @param streams that frames come from, in turn, where nobody says otherwise
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
        this.reader = CommittedReader.ofNew(bootstrapServers, List.of(topics.classifications()));
        producer.initTransactions();
    }

    /** One picture from every stream. */
    JobRound probe(List<Picture> pictures) {
        return play(IntStream.range(0, streams.size())
                .mapToObj(n -> pictures.get(n % pictures.size()))
                .toList());
    }

    /** Publishes every picture once and waits for all answers; fails where one is missing after a bounded time. */
    JobRound play(List<Picture> pictures) {
        return play(streams, pictures);
    }

    /** The same, with frames from these streams in turn. */
    JobRound play(List<String> from, List<Picture> pictures) {
        send(from, pictures);
        return answers(pictures.size());
    }

    /** Publishes every picture once; the job sees none of them before {@link #answers}. */
    void send(List<Picture> pictures) {
        send(streams, pictures);
    }

    private void send(List<String> from, List<Picture> pictures) {
        producer.beginTransaction();
        for (int n = 0; n < pictures.size(); n++) {
            var address = new FrameAddress(from.get(n % from.size()), sequence + n / from.size());
            var unused = producer.send(new ProducerRecord<>(
                    topics.frames(), address.stream(), pictures.get(n).record(address)));
        }
        long next = sequence + (pictures.size() + from.size() - 1) / from.size();
        sent = new Sent(Set.copyOf(from), sequence, next);
        sequence = next;
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
        return JobRound.of(count / seconds, requireOurs(answers));
    }

    /** An answer to what somebody else sent, or to an earlier round, makes the rate wrong. */
    private List<Classification> requireOurs(List<ConsumerRecord<String, ByteBuffer>> records) {
        List<Classification> answers = records.stream()
                .flatMap(record -> reader.answer(record).stream())
                .toList();
        answers.stream().filter(answer -> !sent.has(answer)).findFirst().ifPresent(other -> {
            throw new CommandFailure("frame " + other.getSequence() + " of " + other.getStream()
                    + " was answered, which is not of this round; does somebody else use these topics?");
        });
        return answers;
    }

    private List<ConsumerRecord<String, ByteBuffer>> await(int count) {
        List<ConsumerRecord<String, ByteBuffer>> answers = new ArrayList<>(count);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (answers.size() < count) {
            reader.poll(POLL).forEach(answers::add);
            if (System.nanoTime() > deadline) {
                throw new CommandFailure("only " + answers.size() + " of " + count + " frames were answered within "
                        + PATIENCE.toMinutes() + " minutes");
            }
        }
        return answers;
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
        reader.close();
    }
}
