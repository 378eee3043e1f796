package dev.offramp.cli.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.schema.Frame;
import dev.offramp.schema.Segment;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** An outside reader of numbered cameras, who keeps of a picture what it is called and which it is. */
final class NumberedReader implements AutoCloseable {

    /**
     * A picture on the topic.
     *
     * @param dropped what its record says of those before it
     * @param shown   the number that its pixels show
     */
    record Seen(long epoch, long sequence, int dropped, int shown) {}

    private final KafkaConsumer<String, ByteBuffer> consumer;
    private final Map<String, List<Seen>> seen = new TreeMap<>();

    /** From the beginning of so many partitions, of which some may have no leader. */
    NumberedReader(String bootstrapServers, String topic, int partitions) {
        this.consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteBufferDeserializer());
        consumer.assign(IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList());
        consumer.seekToBeginning(List.of());
    }

    /** Reads on until it is so; the test's own time limit ends it otherwise. */
    void follow(BooleanSupplier until) throws IOException {
        while (!until.getAsBoolean()) {
            for (var message : consumer.poll(Duration.ofMillis(50))) {
                add(message);
            }
        }
    }

    /** Those of a stream, in the order of the topic. */
    List<Seen> of(String stream) {
        return seen.getOrDefault(stream, List.of());
    }

    /** The number of the picture that came last of a stream; -1 before the first. */
    int newestOf(String stream) {
        List<Seen> of = of(stream);
        return of.isEmpty() ? -1 : of.get(of.size() - 1).shown();
    }

    int droppedOf(String stream) {
        return of(stream).stream().mapToInt(Seen::dropped).sum();
    }

    /** Numbered throughout in one epoch; and what is missing between two pictures is as much as the second says. */
    void assertEveryLossIsCounted(String stream) {
        List<Seen> of = of(stream);
        for (int i = 1; i < of.size(); i++) {
            Seen before = of.get(i - 1);
            Seen one = of.get(i);
            assertThat(one)
                    .as("%s behind %s", stream, before)
                    .isEqualTo(new Seen(
                            before.epoch(), before.sequence() + 1, one.shown() - before.shown() - 1, one.shown()));
        }
        assertThat(of.get(0).sequence()).isZero();
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void add(ConsumerRecord<String, ByteBuffer> message) throws IOException {
        List<Seen> of = seen.computeIfAbsent(message.key(), stream -> new ArrayList<>());
        SpecificRecord record = TopicRecords.decoded(message.value());
        if (record instanceof Frame frame) {
            of.add(new Seen(
                    frame.getEpoch(),
                    frame.getSequence(),
                    frame.getDropped(),
                    shown(frame.getBytes().duplicate())));
        } else if (record instanceof Segment segment) {
            assertThat(segment.getSizes()).as("of JPEGs each is a group").hasSize(1);
            of.add(new Seen(
                    segment.getEpoch(),
                    segment.getSequence(),
                    segment.getDropped(),
                    shown(segment.getBytes().duplicate())));
        }
    }

    private static int shown(ByteBuffer bytes) throws IOException {
        byte[] jpeg = new byte[bytes.remaining()];
        bytes.get(jpeg);
        return NumberedCameras.numberIn(jpeg);
    }
}
