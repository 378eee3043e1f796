package dev.offramp.cli.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.cli.broker.EmbeddedBroker;
import dev.offramp.schema.Frame;
import dev.offramp.schema.FrameEncoding;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PublishITCase {

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 1, 2, 3};

    @AutoClose
    private static final EmbeddedBroker BROKER = EmbeddedBroker.start();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void pictures_arrive_untouched_keyed_by_stream_with_rising_sequences() throws IOException {
        for (String name : List.of("a.png", "b.png", "c.png")) {
            Files.write(folder.resolve(name), PNG);
        }

        int exitCode =
                publish("--topic", "rising", "--create-topic", "--partitions", "1", "--streams", "2", "--loop", "2");

        assertThat(exitCode).as(err.toString()).isZero();
        assertThat(out.toString()).contains("Published 6 frames");
        assertThat(frames("rising"))
                .extracting(Frame::getStream, Frame::getSequence)
                .containsExactly(
                        row("camera-0", 0),
                        row("camera-1", 0),
                        row("camera-0", 1),
                        row("camera-1", 1),
                        row("camera-0", 2),
                        row("camera-1", 2));
        assertThat(frames("rising")).allSatisfy(frame -> {
            assertThat(frame.getEncoding()).isEqualTo(FrameEncoding.PNG);
            assertThat(frame.getBytes()).isEqualTo(ByteBuffer.wrap(PNG));
        });
    }

    @Test
    void a_folder_is_one_stream_unless_somebody_deals_it_out() throws IOException {
        for (String name : List.of("a.png", "b.png", "c.png")) {
            Files.write(folder.resolve(name), PNG);
        }

        publish("--topic", "one", "--create-topic", "--partitions", "1");

        assertThat(frames("one"))
                .extracting(Frame::getStream, Frame::getSequence)
                .containsExactly(row("camera-0", 0), row("camera-0", 1), row("camera-0", 2));
    }

    @Test
    void a_picture_too_large_for_the_topic_is_named_and_the_others_arrive() throws IOException {
        Files.write(folder.resolve("a.png"), PNG);
        Files.write(folder.resolve("huge.png"), new byte[FrameFiles.MAX_PICTURE_BYTES + 1]);
        Files.write(folder.resolve("z.png"), PNG);

        int exitCode = publish("--topic", "large", "--create-topic", "--partitions", "1");

        assertThat(exitCode).isEqualTo(1);
        assertThat(out.toString())
                .contains("Published 2 frames", "1 not published:", "huge.png: cannot be read: larger than 15 MiB");
        assertThat(frames("large")).hasSize(2);
    }

    @Test
    void a_topic_that_is_missing_is_not_made_unasked() throws IOException {
        Files.write(folder.resolve("a.png"), PNG);

        assertThat(publish("--topic", "missing")).isEqualTo(1);
        assertThat(err.toString()).contains("has no topic missing; make it, or add --create-topic");
    }

    @Test
    void properties_reach_kafkas_own_clients() throws IOException {
        Files.write(folder.resolve("a.png"), PNG);

        assertThat(publish("--topic", "frames", "--property", "security.protocol=CARRIER_PIGEON"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("with properties [security.protocol] cannot be used", "CARRIER_PIGEON");
    }

    @Test
    void an_impossible_option_is_wrong_usage() {
        assertThat(publish("--streams", "0")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains("--streams must be at least 1, was 0");
    }

    private int publish(String... options) {
        var arguments = new ArrayList<>(List.of(folder.toString(), "--bootstrap", BROKER.bootstrapServers()));
        arguments.addAll(List.of(options));
        return new CommandLine(new PublishCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments.toArray(String[]::new));
    }

    private static org.assertj.core.groups.Tuple row(String stream, long sequence) {
        return org.assertj.core.api.Assertions.tuple(stream, sequence);
    }

    private static List<Frame> frames(String topic) throws IOException {
        Map<String, Object> settings = Map.of("bootstrap.servers", BROKER.bootstrapServers());
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteBufferDeserializer())) {
            var partitions = List.of(new TopicPartition(topic, 0));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long end = consumer.endOffsets(partitions).values().iterator().next();
            var frames = new ArrayList<Frame>();
            while (frames.size() < end) {
                for (var message : consumer.poll(Duration.ofMillis(200))) {
                    var frame = Frame.fromByteBuffer(message.value());
                    assertThat(message.key()).isEqualTo(frame.getStream());
                    frames.add(frame);
                }
            }
            return frames;
        }
    }
}
