package dev.offramp.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.offramp.registry.WriterSchemas;
import dev.offramp.rejects.Refusal;
import dev.offramp.sample.EncodedFrame;
import dev.offramp.schema.CaptureClock;
import dev.offramp.schema.Frame;
import dev.offramp.schema.FrameEncoding;
import dev.offramp.schema.VideoTime;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever lies on the topic of frames is a frame, as Avro's own reader sees it, or is refused. */
@Timeout(10)
class FrameFuzzTest {

    private static final FrameReader FRAMES = new FrameReader(WriterSchemas.NONE);

    static Stream<byte[]> frames() {
        Frame plain = TestRecords.frame("camera-1");
        Frame full = Frame.newBuilder(plain)
                .setEncoding(FrameEncoding.RAW_RGB)
                .setWidth(1)
                .setHeight(1)
                .setDeadlineMillis(50L)
                .setEpoch(1_600_000_000_000L)
                .setVideoTime(new VideoTime(90_000L, 1, 90_000))
                .setClock(CaptureClock.RTCP)
                .setDropped(3)
                .setUnchanged(2)
                .build();
        return Stream.of(plain, full).map(frame -> KeyedBytes.row("camera-1", TestRecords.encoded(frame)));
    }

    @MethodSource("frames")
    @FuzzTest
    void a_record_is_a_frame_or_refused(byte[] row) throws Exception {
        Allocation.assertNoLengthIsBelieved(() -> read(KeyedBytes.in(row).record()));
    }

    private static void read(ConsumedRecord record) throws IOException {
        try {
            EncodedFrame frame = FRAMES.read(record);
            assertReadAsByAvro(record.value(), frame);
        } catch (Refusal refusal) {
            assertThat(refusal.detail()).isNotBlank();
        }
    }

    private static void assertReadAsByAvro(byte[] value, EncodedFrame frame) throws IOException {
        Frame byAvro = Frame.getDecoder().decode(value);
        assertThat(byAvro.getStream()).isEqualTo(frame.sample().stream());
        assertThat(byAvro.getSequence()).isEqualTo(frame.sample().sequence());
        assertThat(byAvro.getBytes().array()).isEqualTo(frame.picture().bytes());
    }
}
