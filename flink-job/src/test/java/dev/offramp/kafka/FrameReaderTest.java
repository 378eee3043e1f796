package dev.offramp.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.offramp.registry.WriterSchemas;
import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RefusalReason;
import dev.offramp.sample.Capture;
import dev.offramp.sample.EncodedFrame;
import dev.offramp.sample.PictureEncoding;
import dev.offramp.sample.PresentationTime;
import dev.offramp.sample.Sample;
import dev.offramp.sample.SourceClock;
import dev.offramp.sample.Unanswered;
import dev.offramp.schema.CaptureClock;
import dev.offramp.schema.Frame;
import dev.offramp.schema.Reject;
import dev.offramp.schema.VideoTime;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameReaderTest {

    private static final FrameReader FRAMES = new FrameReader(WriterSchemas.NONE);

    private static final byte[] GOOD = TestRecords.encoded(TestRecords.frame("camera-1"));

    @Test
    void a_frame_is_read_with_all_its_fields() throws Refusal {
        EncodedFrame frame = FRAMES.read(TestRecords.record("camera-1", GOOD));

        assertThat(frame.sample()).isEqualTo(new Sample(TestRecords.ORIGIN, "camera-1", 7, 1_234, OptionalInt.of(5)));
        assertThat(frame.key()).asString(UTF_8).isEqualTo("camera-1");
        assertThat(frame.picture().encoding()).isEqualTo(PictureEncoding.PNG);
        assertThat(frame.picture().bytes()).containsExactly(1, 2, 3);
        assertThat(frame.picture().record()).isSameAs(GOOD);
    }

    @Test
    void a_frame_says_how_its_source_came_to_it() throws Refusal {
        Frame frame = Frame.newBuilder(TestRecords.frame("camera-1"))
                .setEpoch(1_600_000_000_000L)
                .setVideoTime(new VideoTime(-957L, 1, 90_000))
                .setClock(CaptureClock.RTCP)
                .setDropped(3)
                .setUnchanged(4)
                .build();

        assertThat(read(frame).sample().capture())
                .isEqualTo(new Capture(
                        1_600_000_000_000L,
                        Optional.of(new PresentationTime(-957, 1, 90_000)),
                        SourceClock.RTCP,
                        3,
                        4));
        assertThat(read(frame).picture().bytes()).containsExactly(1, 2, 3);
    }

    @Test
    void every_clock_of_the_topic_has_a_name_in_the_job() throws Refusal {
        for (CaptureClock clock : CaptureClock.values()) {
            Frame frame = Frame.newBuilder(TestRecords.frame("camera-1"))
                    .setClock(clock)
                    .build();
            assertThat(read(frame).sample().capture().clock().name()).isEqualTo(clock.name());
        }
    }

    static Stream<Frame> impossible_captures() {
        Frame good = TestRecords.frame("camera-1");
        return Stream.of(
                Frame.newBuilder(good).setEpoch(-1).build(),
                Frame.newBuilder(good).setEpoch(253_402_300_800_000L).build(),
                Frame.newBuilder(good).setDropped(-1).build(),
                Frame.newBuilder(good).setUnchanged(-1).build(),
                Frame.newBuilder(good).setVideoTime(new VideoTime(0L, 0, 1)).build(),
                Frame.newBuilder(good).setVideoTime(new VideoTime(0L, 1, 0)).build());
    }

    @ParameterizedTest
    @MethodSource("impossible_captures")
    void what_no_source_can_say_is_refused_and_its_place_not_believed(Frame frame) {
        Refusal refusal = refusal("camera-1", TestRecords.encoded(frame));

        assertThat(refusal.reason()).isEqualTo(RefusalReason.BAD_CAPTURE);
        assertThat(refusal.places()).isEmpty();
    }

    @Test
    void a_frame_that_is_refused_for_its_times_leaves_its_place_empty() {
        Frame frame = Frame.newBuilder(TestRecords.frame("camera-1"))
                .setDeadlineMillis(0L)
                .setEpoch(1_600_000_000_000L)
                .setDropped(3)
                .build();

        assertThat(refusal("camera-1", TestRecords.encoded(frame)).places())
                .contains(new Unanswered("camera-1", 1_600_000_000_000L, 7, 3, false));
        assertThat(refusal("camera-2", GOOD).places()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 63, 64, 8_191, 8_192, 8_193, 1_000_000})
    void a_picture_of_any_size_is_found_in_its_record(int size) throws Refusal {
        byte[] picture = new byte[size];
        new Random(size).nextBytes(picture);
        Frame frame = Frame.newBuilder(TestRecords.frame("camera-1"))
                .setBytes(ByteBuffer.wrap(picture))
                .setWidth(640)
                .build();

        EncodedFrame read = FRAMES.read(TestRecords.record("camera-1", TestRecords.encoded(frame)));

        assertThat(read.picture().bytes()).isEqualTo(picture);
    }

    @Test
    void a_record_without_a_key_has_no_stream() {
        assertThat(refusal("", GOOD).reason()).isEqualTo(RefusalReason.EMPTY_KEY);
    }

    @Test
    void the_key_is_the_stream() {
        Refusal refusal = refusal("camera-2", GOOD);

        assertThat(refusal.reason()).isEqualTo(RefusalReason.KEY_MISMATCH);
        assertThat(refusal.detail()).contains("'camera-2'").contains("'camera-1'");
    }

    @Test
    void a_key_that_is_not_utf_8_is_no_stream() {
        ConsumedRecord record = new ConsumedRecord(TestRecords.ORIGIN, new byte[] {(byte) 0xff, (byte) 0xfe}, GOOD);

        assertThat(catchThrowableOfType(Refusal.class, () -> FRAMES.read(record))
                        .reason())
                .isEqualTo(RefusalReason.KEY_MISMATCH);
    }

    @Test
    void a_stream_id_has_at_most_1024_bytes() throws Refusal {
        String longest = "ä".repeat(512);

        assertThat(
                        FRAMES
                                .read(TestRecords.record(longest, TestRecords.encoded(TestRecords.frame(longest))))
                                .sample()
                                .stream())
                .isEqualTo(longest);
        assertThat(refusal(longest + "x", GOOD).reason()).isEqualTo(RefusalReason.STREAM_ID_TOO_LONG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"stream\": \"camera-1\"}", "\u00c3\u0002 not version 1"})
    void bytes_without_the_header_are_not_avro(String text) {
        assertThat(refusal("camera-1", text.getBytes(UTF_8)).reason()).isEqualTo(RefusalReason.NOT_AVRO);
    }

    @Test
    void a_header_that_is_cut_off_is_not_avro() {
        for (int length = 0; length < 10; length++) {
            assertThat(refusal("camera-1", Arrays.copyOf(GOOD, length)).reason())
                    .as("%d bytes", length)
                    .isEqualTo(RefusalReason.NOT_AVRO);
        }
    }

    @Test
    void a_fingerprint_that_nobody_knows_is_named() {
        byte[] unknown = GOOD.clone();
        Arrays.fill(unknown, 2, 10, (byte) 0xab);

        Refusal refusal = refusal("camera-1", unknown);

        assertThat(refusal.reason()).isEqualTo(RefusalReason.UNKNOWN_SCHEMA);
        assertThat(refusal.detail()).contains("abababababababab");
    }

    @Test
    void a_record_of_another_topic_is_of_an_unknown_schema_here() {
        byte[] reject = TestRecords.body(Reject.getClassSchema(), new byte[100]);

        assertThat(refusal("camera-1", reject).reason()).isEqualTo(RefusalReason.UNKNOWN_SCHEMA);
    }

    @Test
    void a_body_cut_off_anywhere_is_corrupt() {
        for (int length = 10; length < GOOD.length; length++) {
            assertThat(refusal("camera-1", Arrays.copyOf(GOOD, length)).reason())
                    .as("%d of %d bytes", length, GOOD.length)
                    .isEqualTo(RefusalReason.CORRUPT_AVRO);
        }
    }

    @Test
    void bytes_behind_the_record_are_corrupt() {
        assertThat(refusal("camera-1", Arrays.copyOf(GOOD, GOOD.length + 1)).reason())
                .isEqualTo(RefusalReason.CORRUPT_AVRO);
    }

    static long[] lies() {
        return new long[] {100, 500_000_000, Integer.MAX_VALUE - 8L, Integer.MAX_VALUE, 1L << 40, -5, Long.MIN_VALUE};
    }

    @ParameterizedTest
    @MethodSource("lies")
    void a_length_that_lies_is_refused_before_anything_is_allocated_for_it(long length) {
        byte[] claimed = TestRecords.number(length);
        byte[] beforeTheBytes = {2, 's', 0, 0, 4, 0, 0};
        byte[] stream = TestRecords.body(Frame.getClassSchema(), claimed, new byte[50]);
        byte[] picture = TestRecords.body(Frame.getClassSchema(), beforeTheBytes, claimed, new byte[50]);
        refusal("warm", stream);
        Allocation allocation = new Allocation();

        assertThat(refusal("camera-1", stream).reason()).isEqualTo(RefusalReason.CORRUPT_AVRO);
        assertThat(refusal("s", picture).reason()).isEqualTo(RefusalReason.CORRUPT_AVRO);
        assertThat(allocation.bytes()).isLessThan(4 << 20);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 253_402_300_800_000L, 1L << 62, Long.MIN_VALUE})
    void a_time_that_an_ordinary_client_could_not_read_is_refused(long millis) {
        byte[] before = TestRecords.body(
                Frame.getClassSchema(), new byte[] {2, 's', 0}, TestRecords.number(millis), new byte[] {
                    4, 0, 0, 2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0
                });

        Refusal refusal = refusal("s", before);

        assertThat(refusal.reason()).isEqualTo(RefusalReason.BAD_EVENT_TIME);
        assertThat(refusal.detail()).contains("" + millis);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 86_400_001})
    void a_deadline_is_from_one_millisecond_to_a_day(long millis) {
        Frame frame = Frame.newBuilder(TestRecords.frame("camera-1"))
                .setDeadlineMillis(millis)
                .build();

        assertThat(refusal("camera-1", TestRecords.encoded(frame)).reason()).isEqualTo(RefusalReason.BAD_DEADLINE);
    }

    private static EncodedFrame read(Frame frame) throws Refusal {
        return FRAMES.read(TestRecords.record("camera-1", TestRecords.encoded(frame)));
    }

    private static Refusal refusal(String key, byte[] value) {
        return catchThrowableOfType(Refusal.class, () -> FRAMES.read(TestRecords.record(key, value)));
    }
}
