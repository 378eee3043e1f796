package dev.offramp.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.offramp.cli.broker.EmbeddedBroker;
import dev.offramp.cli.broker.TopicPlan;
import dev.offramp.kafka.KafkaOptions;
import dev.offramp.kafka.KafkaSettings;
import dev.offramp.kafka.PolicyEntry;
import dev.offramp.kafka.PolicyWriter;
import dev.offramp.policy.ScopedPolicy;
import dev.offramp.schema.Classification;
import dev.offramp.schema.ThroughputWindow;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import picocli.CommandLine;

/** Somebody at a terminal, with a policies topic and a results topic of their own. */
final class PolicyTerminal {

    private final EmbeddedBroker broker;
    private final String topic = "policies-" + UUID.randomUUID();
    private final String results = "results-" + UUID.randomUUID();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    PolicyTerminal(EmbeddedBroker broker) {
        this.broker = broker;
        var plan = new TopicPlan(1);
        broker.createTopics(List.of(plan.policies(topic), plan.answers(results)));
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }

    String results() {
        return results;
    }

    JsonNode show() throws IOException {
        StringWriter json = new StringWriter();
        assertThat(command(json, "show", "--json")).as(err.toString()).isZero();
        return new ObjectMapper().readTree(json.toString());
    }

    void awaitOutput(String text) {
        while (!out.toString().contains(text)) {
            Thread.onSpinWait(); // the test's own time limit ends it
        }
    }

    void succeed(String... arguments) {
        assertThat(run(arguments)).as(() -> err.toString()).isZero();
    }

    void usage(String message, String... arguments) {
        assertThat(run(arguments)).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains(message);
    }

    void failure(String message, String... arguments) {
        assertThat(run(arguments)).isEqualTo(CommandLine.ExitCode.SOFTWARE);
        assertThat(err.toString()).contains(message);
    }

    int run(String... arguments) {
        return command(out, arguments);
    }

    private int command(StringWriter to, String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--bootstrap", broker.bootstrapServers()));
        if (!all.contains("--topic")) {
            all.addAll(List.of("--topic", topic));
        }
        return new CommandLine(new PolicyCommand())
                .setOut(new PrintWriter(to))
                .setErr(new PrintWriter(err))
                .execute(all.toArray(String[]::new));
    }

    KafkaSettings settings() {
        var config = new Configuration();
        config.set(KafkaOptions.BOOTSTRAP_SERVERS, broker.bootstrapServers());
        config.set(KafkaOptions.POLICIES_TOPIC, topic);
        return KafkaSettings.from(config, new ArrayList<>());
    }

    /** What compaction leaves: the newest record of each key. */
    Map<String, ScopedPolicy> recordsByKey() {
        Map<String, ScopedPolicy> newest = new TreeMap<>();
        try (var desk = PolicyDesk.open(settings())) {
            desk.entries().forEach(entry -> {
                var change = ((PolicyEntry.Change) entry).record().change();
                if (change instanceof ScopedPolicy update) {
                    newest.put(update.topicKey(), update);
                } else {
                    newest.remove(change.topicKey());
                }
            });
        }
        return newest;
    }

    /** A job that serves a bundle of so many exits says so. */
    void serve(String topic, String name, String version, int exits) {
        ThroughputWindow window = TestingPolicies.window(name, version, exits);
        send(new ProducerRecord<>(topic, "", encoded(ThroughputWindow.getEncoder(), window)));
    }

    /** A topic of throughput of its own. */
    String throughput() {
        String name = "throughput-" + UUID.randomUUID();
        broker.createTopics(List.of(new TopicPlan(1).answers(name)));
        return name;
    }

    private static <T> byte[] encoded(BinaryMessageEncoder<T> encoder, T value) {
        try {
            ByteBuffer encoded = encoder.encode(value);
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void publish(ScopedPolicy update) {
        send(new ProducerRecord<>(topic, update.topicKey(), PolicyWriter.write(update)));
    }

    void answer(String stream, long version) {
        Classification answer = TestingPolicies.answer(stream, version, Instant.now());
        send(new ProducerRecord<>(results, stream, encoded(Classification.getEncoder(), answer)));
    }

    private void send(ProducerRecord<String, byte[]> record) {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(record).get();
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
