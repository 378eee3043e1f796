package dev.offramp.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offramp.schema.Frame;
import dev.offramp.schema.FrameEncoding;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The tests' own reader: what it does not see, no test of exactly-once finds. */
class TestTopicsITCase {

    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    @Test
    void a_surplus_in_a_transaction_that_is_still_open_is_waited_for() throws Exception {
        TestTopics topics = new TestTopics(BROKER.running());
        Frame frame = TestTopics.frame("cam", 0, FrameEncoding.PNG, new byte[1], null);
        topics.send(List.of(topics.record("frames", "cam", TestTopics.encoded(frame))));
        try (var surplus = transaction(topics)) {
            var sent = surplus.send(topics.record("frames", "cam", TestTopics.encoded(frame)));
            surplus.flush();
            assertThat(sent).isDone();

            var read = CompletableFuture.supplyAsync(() -> topics.frames(1));
            assertThatThrownBy(() -> read.get(2, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
            surplus.commitTransaction();

            assertThat(read.get(60, TimeUnit.SECONDS)).hasSize(2);
        }
    }

    private static KafkaProducer<byte[], byte[]> transaction(TestTopics topics) {
        Map<String, Object> client =
                Map.of("bootstrap.servers", topics.bootstrapServers(), "transactional.id", topics.name("surplus"));
        var producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
        producer.beginTransaction();
        return producer;
    }
}
