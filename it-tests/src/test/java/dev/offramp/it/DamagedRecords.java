package dev.offramp.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.offramp.frames.Damage;
import dev.offramp.sample.TestSegments;
import dev.offramp.schema.Frame;
import dev.offramp.schema.FrameEncoding;
import dev.offramp.schema.Segment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Small frames of every encoding, and segments of video, most of them damaged: the picture in a record that is whole, the record itself, or
 * its key. The same number is the same record.
 */
final class DamagedRecords {

    private static final Path PICTURES = Path.of("../flink-job/src/test/resources/frames/formats");
    private static final int STREAMS = 16;
    private static final int RAW_SIDE = 8;

    private final String topic;
    private final List<Frame> frames = new ArrayList<>();
    private final Segment segment;

    DamagedRecords(String topic) {
        this.topic = topic;
        try (Stream<Path> files = Files.list(PICTURES)) {
            for (Path file : files.filter(each -> !each.toString().endsWith(".rgb"))
                    .sorted()
                    .toList()) {
                frames.add(TestTopics.frame("", 0, encoding(file), Files.readAllBytes(file), null));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        frames.add(raw(FrameEncoding.RAW_RGB, 3));
        frames.add(raw(FrameEncoding.RAW_GREY, 1));
        segment = TestSegments.written("", TestSegments.striped(1).get(0), 0, List.of())
                .build();
    }

    /**
     * One record.
     *
     * @param samples that it holds, each to be told of; {@link ToldOnce#UNKNOWN} where damage may have changed that
     */
    record Numbered(ProducerRecord<byte[], byte[]> record, int samples) {}

    Numbered numbered(int number) {
        String stream = "stream-" + number % STREAMS;
        Damage damage = Damage.number(number);
        int kind = damage.random().nextInt(16);
        boolean isVideo = damage.random().nextInt(50) == 0;
        Frame frame = frames.get(damage.random().nextInt(frames.size()));
        byte[] inside = bytes(isVideo ? segment.getBytes() : frame.getBytes());
        byte[] picture = kind < 10 && kind > 0 ? damage.to(inside) : inside;
        byte[] value = isVideo ? encoded(segment, stream, number, picture) : encoded(frame, stream, number, picture);
        int samples = isVideo ? picturesOf(inside, picture) : 1;
        if (kind < 10) {
            return new Numbered(record(stream, value), samples);
        }
        String key = kind < 15 ? stream : damage.random().nextBoolean() ? "" : stream + "?";
        byte[] sent = kind < 15 ? damage.to(value) : value;
        return new Numbered(record(key, sent), isVideo ? ToldOnce.UNKNOWN : 1);
    }

    private ProducerRecord<byte[], byte[]> record(String key, byte[] value) {
        return new ProducerRecord<>(topic, key.getBytes(UTF_8), value);
    }

    /** Where packets do not fill their bytes the segment is refused as one. */
    private static int picturesOf(byte[] packets, byte[] damaged) {
        return packets.length == damaged.length ? TestSegments.PICTURES : 1;
    }

    private static byte[] encoded(Frame frame, String stream, int number, byte[] picture) {
        return TestTopics.encoded(Frame.newBuilder(frame)
                .setStream(stream)
                .setSequence(number)
                .setBytes(ByteBuffer.wrap(picture))
                .build());
    }

    private static byte[] encoded(Segment segment, String stream, int number, byte[] packets) {
        try {
            return bytes(Segment.getEncoder()
                    .encode(Segment.newBuilder(segment)
                            .setStream(stream)
                            .setSequence(number)
                            .setBytes(ByteBuffer.wrap(packets))
                            .build()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Frame raw(FrameEncoding encoding, int channels) {
        byte[] pixels = new byte[RAW_SIDE * RAW_SIDE * channels];
        return Frame.newBuilder(TestTopics.frame("", 0, encoding, pixels, null))
                .setWidth(RAW_SIDE)
                .setHeight(RAW_SIDE)
                .build();
    }

    private static FrameEncoding encoding(Path file) {
        String suffix = file.toString().replaceFirst(".*\\.", "");
        return suffix.equals("jpg") ? FrameEncoding.JPEG : FrameEncoding.valueOf(suffix.toUpperCase(Locale.ROOT));
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
