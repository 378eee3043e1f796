package dev.offramp.cli.broker;

import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.kafka.KafkaSettings;
import dev.offramp.kafka.RecordKinds;
import dev.offramp.kafka.SingleObjectReader;
import dev.offramp.registry.WriterSchemas;
import dev.offramp.rejects.Refusal;
import dev.offramp.schema.Classification;
import dev.offramp.schema.Gap;
import dev.offramp.schema.Reject;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads all partitions of some topics, only what is committed and in no consumer group. Not thread-safe. */
public final class CommittedReader implements AutoCloseable {

    private static final int MOST_AT_ONCE = 5000;

    private final KafkaConsumer<String, ByteBuffer> consumer;
    private final SingleObjectReader<Classification> answers;
    private final SingleObjectReader<Gap> gaps;
    private final SingleObjectReader<Reject> rejects;
    private final RecordKinds<Boolean> isGap;

    private CommittedReader(
            String bootstrapServers,
            Map<String, String> properties,
            WriterSchemas registry,
            Collection<String> topics) {
        Map<String, Object> client = new HashMap<>(properties);
        client.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        client.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_AT_ONCE);
        answers = new SingleObjectReader<>(Classification.class, registry);
        gaps = new SingleObjectReader<>(Gap.class, registry);
        rejects = new SingleObjectReader<>(Reject.class, registry);
        isGap = new RecordKinds<>(registry, Map.of(Gap.class, true), false);
        consumer = new KafkaConsumer<>(client, new StringDeserializer(), new ByteBufferDeserializer());
        consumer.assign(topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList());
    }

    /** From the beginning of the topics. */
    public static CommittedReader ofAll(String bootstrapServers, List<String> topics) {
        var reader = new CommittedReader(bootstrapServers, Map.of(), WriterSchemas.NONE, topics);
        reader.consumer.seekToBeginning(reader.consumer.assignment());
        return reader;
    }

    /** What comes from now on, of a local broker. */
    public static CommittedReader ofNew(String bootstrapServers, List<String> topics) {
        return atEnd(new CommittedReader(bootstrapServers, Map.of(), WriterSchemas.NONE, topics));
    }

    /** What comes from now on. */
    public static CommittedReader ofNew(KafkaSettings settings, List<String> topics) {
        return atEnd(new CommittedReader(
                settings.bootstrapServers(), settings.clientProperties(), settings.writerSchemas(), topics));
    }

    private static CommittedReader atEnd(CommittedReader reader) {
        reader.consumer.seekToEnd(reader.consumer.assignment());
        reader.consumer.assignment().forEach(reader.consumer::position); // or else "now" is the first poll
        return reader;
    }

    /** What comes within a time span, perhaps nothing; returns with the first. */
    public ConsumerRecords<String, ByteBuffer> poll(Duration span) {
        return consumer.poll(span);
    }

    /** The answer in a record; none in the record of a gap between answers. Fails with one line where it is neither. */
    public Optional<Classification> answer(ConsumerRecord<String, ByteBuffer> message) {
        byte[] value = bytes(message);
        if (isGap.of(value)) {
            return Optional.empty();
        }
        return Optional.of(read(answers, value, "an answer"));
    }

    /** The gap in a record that is no answer; fails with one line where it is neither. */
    public Gap gap(ConsumerRecord<String, ByteBuffer> message) {
        return read(gaps, bytes(message), "a gap");
    }

    /** The reject in a record; fails with one line where it is none. */
    public Reject reject(ConsumerRecord<String, ByteBuffer> message) {
        return read(rejects, bytes(message), "a reject");
    }

    private static <T> T read(SingleObjectReader<T> reader, byte[] value, String what) {
        try {
            return reader.read(value);
        } catch (Refusal refusal) {
            throw new CommandFailure(what + " of the job cannot be read: " + refusal.detail(), refusal);
        }
    }

    private static byte[] bytes(ConsumerRecord<String, ByteBuffer> message) {
        byte[] bytes = new byte[message.value().remaining()];
        message.value().duplicate().get(bytes);
        return bytes;
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }
}
