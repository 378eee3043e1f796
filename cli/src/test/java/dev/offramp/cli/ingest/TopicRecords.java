package dev.offramp.cli.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.schema.EndOfStream;
import dev.offramp.schema.Frame;
import dev.offramp.schema.Segment;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.message.MessageDecoder;
import org.apache.avro.message.MissingSchemaException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * What is on a topic of frames, as an ordinary consumer reads it.
 *
 * @param frames in the order of the topic's one partition
 * @param segments likewise
 * @param ends   likewise
 * @param order  of all records: the stream of a frame, or that of an end behind a dot
 */
record TopicRecords(List<Frame> frames, List<Segment> segments, List<EndOfStream> ends, List<String> order) {

    /** All that is there now. */
    static TopicRecords readAll(String bootstrapServers, String topic) throws IOException {
        var records = new TopicRecords(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers);
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteBufferDeserializer())) {
            var partitions = List.of(new TopicPartition(topic, 0));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long end = consumer.endOffsets(partitions).values().iterator().next();
            while (consumer.position(partitions.get(0)) < end) {
                for (var message : consumer.poll(Duration.ofMillis(200))) {
                    records.add(message);
                }
            }
        }
        return records;
    }

    List<Frame> framesOf(String stream) {
        return frames.stream().filter(frame -> frame.getStream().equals(stream)).toList();
    }

    EndOfStream endOf(String stream) {
        var ofStream =
                ends.stream().filter(end -> end.getStream().equals(stream)).toList();
        assertThat(ofStream).as("ends of " + stream).hasSize(1);
        return ofStream.get(0);
    }

    List<Segment> segmentsOf(String stream) {
        return segments.stream()
                .filter(segment -> segment.getStream().equals(stream))
                .toList();
    }

    private void add(ConsumerRecord<String, ByteBuffer> message) throws IOException {
        SpecificRecord record = decoded(message.value());
        String stream = record.get(0).toString(); // the first field of each
        assertThat(message.key()).isEqualTo(stream);
        if (record instanceof Frame frame) {
            frames.add(frame);
        } else if (record instanceof Segment segment) {
            segments.add(segment);
        } else {
            ends.add((EndOfStream) record);
        }
        order.add(record instanceof EndOfStream ? "." + stream : stream);
    }

    /** Whichever it is. */
    static SpecificRecord decoded(ByteBuffer bytes) throws IOException {
        Optional<SpecificRecord> frame = decoded(bytes, Frame.getDecoder());
        Optional<SpecificRecord> either = frame.isPresent() ? frame : decoded(bytes, Segment.getDecoder());
        return either.isPresent() ? either.get() : EndOfStream.fromByteBuffer(bytes);
    }

    /** Empty where it is a record of another kind. */
    private static Optional<SpecificRecord> decoded(ByteBuffer bytes, MessageDecoder<? extends SpecificRecord> decoder)
            throws IOException {
        try {
            return Optional.of(decoder.decode(bytes.duplicate()));
        } catch (MissingSchemaException another) {
            return Optional.empty();
        }
    }
}
