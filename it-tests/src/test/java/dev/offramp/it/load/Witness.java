package dev.offramp.it.load;

import dev.offramp.it.TestTopics;
import dev.offramp.schema.Classification;
import dev.offramp.schema.Reject;
import dev.offramp.schema.RejectReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Notes when each frame of a load was answered or refused, as a reader sees it who sees only what is committed. */
public final class Witness implements AutoCloseable {

    /** What an answer is of. */
    public record Decision(String bundle, long policy) {}

    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread thread = new Thread(this::follow, "witness");
    private final String rejects;
    private volatile boolean isClosed;

    /** Milliseconds of the monotonic clock, by the frame's number; 0 where it has no answer yet. */
    private long[] arrivals = new long[1 << 16];

    /** What decided it, by the frame's number. */
    private Decision[] decisions = new Decision[1 << 16];

    private long answered;
    private final Map<Decision, Decision> known = new HashMap<>(); // one object of each
    private final Map<List<Long>, RejectReason> refused = new HashMap<>();
    private long newest;

    /** Of a job that writes to these topics. It belongs to no group, and waits for no broker that hangs. */
    public Witness(TestTopics topics) {
        Map<String, Object> client = Map.of(
                "bootstrap.servers",
                topics.bootstrapServers(),
                "isolation.level",
                "read_committed",
                "request.timeout.ms",
                5_000);
        consumer = new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        rejects = topics.name("rejects");
        List<TopicPartition> partitions = Stream.of(topics.name("classifications"), rejects)
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        thread.start();
    }

    /** How many different frames have an answer or were refused. */
    public synchronized long answeredOrRefused() {
        return answered + refused.size();
    }

    /** How many different frames were refused for this reason. */
    public synchronized long refused(RejectReason reason) {
        return refused.values().stream().filter(reason::equals).count();
    }

    /** When the newest answer came, in {@link #now}. */
    public synchronized long newest() {
        return newest;
    }

    /** When the first answer came to a frame of this number or a later one, in {@link #now}. */
    public synchronized OptionalLong firstFrom(long number) {
        return LongStream.of(arrivals)
                .skip(number)
                .filter(arrival -> arrival > 0)
                .min();
    }

    /** What has decided how many of the answers to frames of this number or later ones. */
    public synchronized Map<Decision, Long> decisionsFrom(long number) {
        return Arrays.stream(decisions)
                .skip(number)
                .filter(Objects::nonNull)
                .collect(Collectors.groupingBy(decision -> decision, Collectors.counting()));
    }

    public static long now() {
        return System.nanoTime() / 1_000_000;
    }

    private void follow() {
        try (consumer) {
            while (!isClosed) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    if (record.topic().equals(rejects)) {
                        note(Reject.getDecoder().decode(record.value()));
                    } else {
                        note(Classification.getDecoder().decode(record.value()));
                    }
                }
            }
        } catch (IOException undecodable) {
            throw new UncheckedIOException(undecodable);
        }
    }

    private synchronized void note(Classification answer) {
        int number = Math.toIntExact(SteadyLoad.number(answer.getStream(), answer.getSequence()));
        if (number >= arrivals.length) {
            arrivals = Arrays.copyOf(arrivals, 2 * number);
            decisions = Arrays.copyOf(decisions, 2 * number);
        }
        if (arrivals[number] == 0) {
            newest = now();
            arrivals[number] = newest;
            decisions[number] = known.computeIfAbsent(
                    new Decision(answer.getBundleName(), answer.getPolicyVersion()), decision -> decision);
            answered++;
        }
    }

    private synchronized void note(Reject reject) {
        refused.put(List.of((long) reject.getPartition(), reject.getOffset()), reject.getReason());
    }

    @Override
    public void close() throws InterruptedException {
        isClosed = true;
        thread.join();
    }
}
