package dev.offramp.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.offramp.frames.FrameBounds;
import dev.offramp.frames.FramesSettings;
import dev.offramp.registry.WriterSchemas;
import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RefusalReason;
import dev.offramp.sample.Capture;
import dev.offramp.sample.EncodedFrame;
import dev.offramp.sample.PresentationTime;
import dev.offramp.sample.Sample;
import dev.offramp.sample.SourceClock;
import dev.offramp.sample.Task;
import dev.offramp.sample.TestSegments;
import dev.offramp.sample.Unanswered;
import dev.offramp.schema.Segment;
import dev.offramp.schema.VideoCodec;
import dev.offramp.video.VideoSegment;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SegmentReaderTest {

    private static final SegmentReader SEGMENTS = new SegmentReader(WriterSchemas.NONE, Task.CLASSIFICATION);

    private static final VideoSegment VIDEO = TestSegments.striped(2).get(1);
    private static final long EPOCH = 1_600_000_000_000L;

    @Test
    void each_picked_picture_is_a_sample_with_an_address_a_place_and_a_time_of_its_own() throws Refusal {
        EncodedFrame read = read(segment().build());

        List<Sample> samples = read.samples();
        assertThat(samples).extracting(sample -> sample.origin().index()).containsExactly(0, 1, 2);
        assertThat(samples).extracting(Sample::sequence).containsExactly(7L, 8L, 9L);
        assertThat(samples)
                .extracting(Sample::eventTimeMillis)
                .as("a 25th of a second apart")
                .containsExactly(1_234L, 1_354L, 1_474L);
        assertThat(samples.get(1).capture())
                .isEqualTo(new Capture(
                        EPOCH,
                        Optional.of(new PresentationTime(
                                VIDEO.pts().stream().sorted().toList().get(4),
                                VIDEO.track().timeBaseNumerator(),
                                VIDEO.track().timeBaseDenominator())),
                        SourceClock.FILE,
                        0,
                        0));
        assertThat(samples.get(0).capture().dropped()).isEqualTo(3);
        assertThat(read.segment().orElseThrow().video().bytes()).isEqualTo(VIDEO.bytes());
    }

    @Test
    void where_nothing_is_picked_all_are() throws Refusal {
        Segment all = segment().setPicked(List.of()).build();

        assertThat(read(all).samples()).hasSize(TestSegments.PICTURES);
    }

    @Test
    void without_presentation_times_all_pictures_have_the_time_of_the_record() throws Refusal {
        Segment timeless = segment()
                .setPts(Collections.nCopies(TestSegments.PICTURES, VideoSegment.NO_PTS))
                .build();

        assertThat(read(timeless).samples()).extracting(Sample::eventTimeMillis).containsOnly(1_234L);
    }

    static Stream<Arguments> contradictions() {
        return Stream.of(
                segment(RefusalReason.BAD_SEGMENT, "no packets", s -> {
                    s.setSizes(List.of());
                    s.setPts(List.of());
                }),
                segment(RefusalReason.BAD_SEGMENT, "10 sizes and 1 presentation", s -> s.setPts(List.of(1L))),
                segment(
                        RefusalReason.BAD_SEGMENT,
                        "together in 1 bytes",
                        s -> s.setBytes(ByteBuffer.wrap(new byte[1]))),
                segment(RefusalReason.BAD_SEGMENT, "one has 0", s -> s.setSizes(Collections.nCopies(10, 0))),
                segment(RefusalReason.BAD_SEGMENT, "below 10, was 10", s -> s.setPicked(List.of(10))),
                segment(RefusalReason.BAD_SEGMENT, "picked must rise", s -> s.setPicked(List.of(3, 3))),
                segment(RefusalReason.BAD_SEGMENT, "was -1", s -> s.setPicked(List.of(-1))),
                segment(RefusalReason.BAD_SEGMENT, "was 45", s -> s.setRotation(45)),
                segment(RefusalReason.BAD_SEGMENT, "was 0/", s -> s.setTimeBaseNumerator(0)),
                segment(RefusalReason.BAD_SEGMENT, "no sequence", s -> s.setSequence(Long.MAX_VALUE - 1)),
                segment(RefusalReason.BAD_CAPTURE, "dropped", s -> s.setDropped(-1)));
    }

    @ParameterizedTest
    @MethodSource("contradictions")
    void what_contradicts_itself_is_refused_and_its_places_not_believed(
            RefusalReason reason, String detail, Segment wrong) {
        Refusal refusal = refusal(wrong);

        assertThat(refusal.reason()).isEqualTo(reason);
        assertThat(refusal.detail()).contains(detail);
        assertThat(refusal.places()).isEmpty();
    }

    @Test
    void of_too_many_pictures_no_place_is_told() {
        Refusal refusal = catchThrowableOfType(
                Refusal.class, () -> SEGMENTS.read(record(segment().build()), bounds(9, 1L << 40)));

        assertThat(refusal.reason()).isEqualTo(RefusalReason.TOO_MANY_FRAMES);
        assertThat(refusal.detail()).contains("10 pictures, frames.max-segment-frames is 9");
        assertThat(refusal.places()).isEmpty();
    }

    @Test
    void a_list_that_would_take_much_memory_is_refused_unread() {
        List<Integer> many = Collections.nCopies(FieldWalk.MOST_ITEMS + 1, 1);
        Segment long_ = segment().setPicked(many).build();

        assertThat(catchThrowableOfType(Refusal.class, () -> read(long_)).reason())
                .isEqualTo(RefusalReason.CORRUPT_AVRO);
    }

    /** Avro lets a block of items say how many bytes it has; who believes it reads another record than who counts. */
    @Test
    void a_list_that_lies_about_its_length_is_read_as_its_items_are() throws Exception {
        byte[] honest = TestRecords.encoded(segment().build());
        byte[] told = block(VIDEO.sizes());
        byte[] lying = concat(number(-VIDEO.sizes().size()), number(60), items(VIDEO.sizes()), number(0));
        int at = indexOf(honest, told);
        byte[] record =
                concat(Arrays.copyOf(honest, at), lying, Arrays.copyOfRange(honest, at + told.length, honest.length));

        EncodedFrame read = SEGMENTS.read(TestRecords.record("camera-1", record), bounds(1_000, 1L << 40));

        assertThat(read.segment().orElseThrow().video().bytes()).isEqualTo(VIDEO.bytes());
    }

    private static byte[] block(List<Integer> items) {
        return concat(number(items.size()), items(items), number(0));
    }

    private static byte[] items(List<Integer> items) {
        return concat(items.stream().map(item -> number(item)).toArray(byte[][]::new));
    }

    private static byte[] number(long value) {
        return TestRecords.number(value);
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        for (int at = 0; at + part.length <= bytes.length; at++) {
            if (Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
                return at;
            }
        }
        throw new AssertionError("not there");
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                segment(RefusalReason.UNSUPPORTED_ENCODING, "UNKNOWN", s -> s.setCodec(VideoCodec.UNKNOWN)),
                segment(RefusalReason.UNSUPPORTED_ENCODING, "AV1", s -> s.setCodec(VideoCodec.AV1)),
                segment(RefusalReason.BAD_DEADLINE, "was 0", s -> s.setDeadlineMillis(0L)),
                segment(RefusalReason.TOO_MANY_PIXELS, "frames.max-pixels", s -> s.setWidth(1 << 28)),
                segment(RefusalReason.TOO_MANY_PIXELS, "frames.max-video-pixels", s -> {
                    s.setWidth(4_000);
                    s.setHeight(4_000);
                }),
                segment(RefusalReason.TOO_MANY_PIXELS, "frames.max-segment-pixels", s -> {
                    s.setWidth(3_000);
                    s.setHeight(3_000);
                }),
                segment(RefusalReason.UNDECODABLE_IMAGE, "0 x 96", s -> s.setWidth(0)));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void what_is_refused_leaves_the_place_of_each_picked_picture_empty(
            RefusalReason reason, String detail, Segment wrong) {
        Refusal refusal =
                catchThrowableOfType(Refusal.class, () -> SEGMENTS.read(record(wrong), bounds(1_000, 80_000_000L)));

        assertThat(refusal.reason()).isEqualTo(reason);
        assertThat(refusal.detail()).contains(detail);
        assertThat(refusal.places()).extracting(Unanswered::sequence).containsExactly(7L, 8L, 9L);
        assertThat(refusal.places().get(0).dropped()).isEqualTo(3);
    }

    @Test
    void thousands_of_damaged_records_are_read_or_refused() {
        byte[] good = TestRecords.encoded(segment().build());
        var random = new Random(11);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = good.clone();
            int head = Math.min(damaged.length, 200); // behind it there is only video
            damaged[10 + random.nextInt(head - 10)] = (byte) random.nextInt();
            try {
                assertThat(SEGMENTS.read(TestRecords.record("camera-1", damaged), bounds(1_000, Long.MAX_VALUE))
                                .samples())
                        .isNotEmpty();
            } catch (Refusal refusal) {
                refused++;
            }
        }
        assertThat(refused).isBetween(2_000, 19_999);
    }

    private static Segment.Builder segment() {
        return TestSegments.written("camera-1", VIDEO, 7, List.of(1, 4, 7));
    }

    private static Arguments segment(RefusalReason reason, String detail, Consumer<Segment.Builder> wrong) {
        Segment.Builder segment = segment();
        wrong.accept(segment);
        return Arguments.of(reason, detail, segment.build());
    }

    private static EncodedFrame read(Segment segment) throws Refusal {
        return SEGMENTS.read(record(segment), bounds(1_000, 1L << 40));
    }

    private static Refusal refusal(Segment segment) {
        return catchThrowableOfType(Refusal.class, () -> read(segment));
    }

    private static ConsumedRecord record(Segment segment) {
        return TestRecords.record("camera-1", TestRecords.encoded(segment));
    }

    private static FrameBounds bounds(int mostFrames, long mostPixels) {
        return new FrameBounds(FramesSettings.from(
                Configuration.fromMap(Map.of(
                        "frames.max-segment-frames", "" + mostFrames, "frames.max-segment-pixels", "" + mostPixels)),
                new ArrayList<>()));
    }
}
