package dev.offramp.cli.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.cli.Offramp;
import dev.offramp.cli.broker.CutCable;
import dev.offramp.cli.broker.EmbeddedBroker;
import dev.offramp.schema.Frame;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What publish does while its broker is away. */
class PublishOutageITCase {

    private static final int FRAMES = 200;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path folder;

    @SuppressWarnings("NullAway.Init") // before each
    private CutCable cable;

    @SuppressWarnings("NullAway.Init") // before each
    private EmbeddedBroker broker;

    @BeforeEach
    void start() throws IOException {
        cable = new CutCable();
        broker = EmbeddedBroker.start(Map.of("advertised.listeners", "PLAINTEXT://127.0.0.1:" + cable.port()));
        cable.leadTo(Integer.parseInt(broker.bootstrapServers().replaceFirst(".*:", "")));
        Files.write(folder.resolve("a.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 26, '\n'});
    }

    @AfterEach
    void stop() {
        cable.close();
        broker.close();
    }

    @Test
    void an_outage_within_its_patience_is_outlived_and_each_frame_is_on_the_topic_once() throws Exception {
        var ended = publish("1m");
        awaitFrames(20);
        cable.cut();
        TimeUnit.SECONDS.sleep(5);
        cable.mend();

        assertThat(ended.get(1, TimeUnit.MINUTES)).as(err.toString()).isZero();
        assertThat(offsets()).isEqualTo(FRAMES);
        assertThat(sequences()).hasSize(FRAMES);
        assertThat(out.toString())
                .contains("Published " + FRAMES + " frames")
                .containsPattern("The brokers were away once, [0-9.]+ s in all; what waited meanwhile was published");
    }

    @Test
    void an_outage_beyond_its_patience_ends_it_and_it_says_what_is_not_known() throws Exception {
        var ended = publish("5s");
        awaitFrames(20);
        cable.cut();

        assertThat(ended.get(1, TimeUnit.MINUTES)).isEqualTo(1);
        assertThat(err.toString()).contains("the topic frames cannot be written: ");
        assertThat(out.toString())
                .containsPattern("[0-9]+ more were sent and not acknowledged: they may be on the topic");
    }

    private CompletableFuture<Integer> publish(String patience) {
        return CompletableFuture.supplyAsync(() -> Offramp.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(
                        "publish",
                        folder.toString(),
                        "--bootstrap=127.0.0.1:" + cable.port(),
                        "--topic=frames",
                        "--create-topic",
                        "--partitions=1",
                        "--rate=40",
                        "--loop=" + FRAMES,
                        "--patience=" + patience));
    }

    private void awaitFrames(long least) throws InterruptedException {
        for (long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos(); offsets() < least; ) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private long offsets() {
        try (var consumer = consumer()) {
            return consumer.listTopics().containsKey("frames")
                    ? consumer.endOffsets(List.of(new TopicPartition("frames", 0)))
                            .values()
                            .iterator()
                            .next()
                    : 0;
        }
    }

    private Set<Long> sequences() throws IOException {
        List<Long> read = new ArrayList<>();
        try (var consumer = consumer()) {
            var partitions = List.of(new TopicPartition("frames", 0));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (read.size() < FRAMES) {
                for (var message : consumer.poll(Duration.ofMillis(200))) {
                    read.add(Frame.fromByteBuffer(message.value()).getSequence());
                }
            }
        }
        return new HashSet<>(read);
    }

    private KafkaConsumer<String, ByteBuffer> consumer() {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers());
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteBufferDeserializer());
    }
}
