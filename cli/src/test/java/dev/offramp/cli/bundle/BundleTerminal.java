package dev.offramp.cli.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.offramp.cli.broker.EmbeddedBroker;
import dev.offramp.cli.broker.TopicPlan;
import dev.offramp.kafka.BundleRecordWriter;
import dev.offramp.kafka.KafkaOptions;
import dev.offramp.kafka.KafkaSettings;
import dev.offramp.refresh.BundleRecord;
import dev.offramp.refresh.Decision;
import dev.offramp.refresh.Decision.Outcome;
import dev.offramp.refresh.Order;
import dev.offramp.refresh.RefreshOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import picocli.CommandLine;

/** Somebody at a terminal, with a bundles topic of their own, and a job that says what it is told to. */
final class BundleTerminal {

    private final EmbeddedBroker broker;
    private final String topic = "bundles-" + UUID.randomUUID();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    BundleTerminal(EmbeddedBroker broker) {
        this.broker = broker;
        broker.createTopics(List.of(new TopicPlan(1).bundles(topic)));
    }

    String out() {
        return out.toString();
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
        return new CommandLine(new BundleCommand())
                .setOut(new PrintWriter(to))
                .setErr(new PrintWriter(err))
                .execute(all.toArray(String[]::new));
    }

    KafkaSettings settings() {
        var config = new Configuration();
        config.set(KafkaOptions.BOOTSTRAP_SERVERS, broker.bootstrapServers());
        config.set(RefreshOptions.BUNDLES_TOPIC, topic);
        return KafkaSettings.from(config, new ArrayList<>());
    }

    /** The newest order under a key. */
    Order order(String key) {
        try (var desk = BundleDesk.open(settings())) {
            return desk.board().order(key).orElseThrow();
        }
    }

    /** The job decides about the newest order under a key. */
    void decide(String key, Outcome outcome, String reason) {
        Order order = order(key);
        say(new Decision(
                key, order.version(), order.source(), outcome, outcome == Outcome.ACCEPTED ? 1 : 0, reason, 2));
    }

    void say(BundleRecord record) {
        publish(record.topicKey(), BundleRecordWriter.write(record));
    }

    void publish(String key, byte[] value) {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, key, value)).get();
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
