package dev.offramp.cli.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offramp.cli.terminal.CommandFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class EmbeddedBrokerITCase {

    @AutoClose
    private static final EmbeddedBroker BROKER = EmbeddedBroker.start();

    @Test
    void a_committed_transaction_can_be_read_and_an_aborted_one_cannot() {
        BROKER.createTopics(List.of(new TopicPlan(2).answers("answers")));

        transaction("kept", true);
        transaction("dropped", false);
        transaction("kept too", true);

        assertThat(committedValues("answers", 2)).containsExactlyInAnyOrder("kept", "kept too");
    }

    @Test
    void a_topic_that_exists_is_left_as_it_is() {
        var plan = new TopicPlan(3);
        try (var connection = BrokerConnection.open(BROKER.bootstrapServers(), Map.of())) {
            assertThat(connection.createTopics(List.of(plan.frames("a"), plan.policies("b"))))
                    .containsExactly("a", "b");
            assertThat(connection.createTopics(List.of(plan.frames("a"), plan.policies("c"))))
                    .containsExactly("c");
        }
    }

    @Test
    void a_missing_topic_is_named_together_with_the_remedy() {
        try (var connection = BrokerConnection.open(BROKER.bootstrapServers(), Map.of())) {
            assertThatThrownBy(
                            () -> connection.requireTopics(List.of("nowhere"), AclOperation.READ, "add --create-topic"))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining("has no topic nowhere; add --create-topic");
        }
    }

    @Test
    void its_directory_is_gone_after_it_is_closed() {
        var before = brokerDirectories();
        var second = EmbeddedBroker.start();
        var during = brokerDirectories();
        second.close();
        second.close();

        assertThat(during).hasSize(before.size() + 1);
        assertThat(brokerDirectories()).isEqualTo(before);
    }

    private static List<Path> brokerDirectories() {
        try (var children = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return children.filter(child -> child.getFileName().toString().startsWith("offramp-broker-"))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void transaction(String value, boolean commit) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", BROKER.bootstrapServers(), "transactional.id", "test");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            var sent = producer.send(new ProducerRecord<>("answers", value, value));
            producer.flush();
            assertThat(sent).isDone();
            if (commit) {
                producer.commitTransaction();
            } else {
                producer.abortTransaction();
            }
        }
    }

    private static List<String> committedValues(String topic, int partitions) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                BROKER.bootstrapServers(),
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "earliest");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            var all = IntStream.range(0, partitions)
                    .mapToObj(partition -> new TopicPartition(topic, partition))
                    .toList();
            consumer.assign(all);
            var ends = consumer.endOffsets(all);
            var values = new ArrayList<String>();
            while (!ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(message -> values.add(message.value()));
            }
            return values;
        }
    }
}
