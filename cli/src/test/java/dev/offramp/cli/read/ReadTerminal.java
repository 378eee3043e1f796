package dev.offramp.cli.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.cli.broker.EmbeddedBroker;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Somebody at a terminal, with a topic of four partitions of their own, stamped by whoever writes to it. */
final class ReadTerminal {

    private final EmbeddedBroker broker;
    private final String topic = "read-" + UUID.randomUUID();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    ReadTerminal(EmbeddedBroker broker) {
        this.broker = broker;
        broker.createTopics(List.of(new NewTopic(topic, Optional.of(4), Optional.empty())
                .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1")))); // the records are of another year
    }

    String topic() {
        return topic;
    }

    String out() {
        return out.toString();
    }

    List<String> lines() {
        return out.toString().lines().toList();
    }

    String err() {
        return err.toString();
    }

    /** Runs {@code read} on the topic; it must succeed. */
    void read(String... words) {
        assertThat(run(new PrintWriter(out), words)).as(() -> err.toString()).isZero();
    }

    int run(Writer to, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--bootstrap", broker.bootstrapServers()));
        if (!all.contains("--topic")) {
            all.addAll(List.of("--topic", topic));
        }
        return new CommandLine(new ReadCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println(failure.getMessage());
                    return CommandLine.ExitCode.SOFTWARE;
                })
                .setOut(new PrintWriter(to))
                .setErr(new PrintWriter(err))
                .execute(all.toArray(String[]::new));
    }

    void awaitOutput(String text) {
        while (!out.toString().contains(text)) {
            Thread.onSpinWait(); // the test's own time limit ends it
        }
    }

    void awaitRemark(String text) {
        while (!err.toString().contains(text)) {
            Thread.onSpinWait(); // the test's own time limit ends it
        }
    }

    ProducerRecord<byte[], byte[]> record(int partition, long millis, String key, SpecificRecord value) {
        return raw(partition, millis, key, encoded(value));
    }

    ProducerRecord<byte[], byte[]> raw(int partition, long millis, String key, byte @Nullable [] value) {
        return new ProducerRecord<>(topic, partition, millis, key.getBytes(StandardCharsets.UTF_8), value);
    }

    void send(List<ProducerRecord<byte[], byte[]>> records) {
        try (var producer = producer(Map.of())) {
            for (var sent : records.stream().map(producer::send).toList()) {
                sent.get();
            }
        } catch (ExecutionException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    /** The same in whatever transaction the producer is. */
    static void send(KafkaProducer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record) {
        try {
            producer.send(record).get();
        } catch (ExecutionException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("bootstrap.servers", broker.bootstrapServers());
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    static byte[] encoded(SpecificRecord value) {
        try {
            ByteBuffer encoded = new BinaryMessageEncoder<SpecificRecord>(
                            SpecificData.getForClass(value.getClass()), value.getSchema())
                    .encode(value);
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
