package dev.offramp.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.offramp.frames.FrameBounds;
import dev.offramp.frames.FramesSettings;
import dev.offramp.registry.WriterSchemas;
import dev.offramp.rejects.Refusal;
import dev.offramp.sample.EncodedFrame;
import dev.offramp.sample.Task;
import dev.offramp.sample.TestSegments;
import dev.offramp.schema.Segment;
import dev.offramp.schema.VideoCodec;
import dev.offramp.video.VideoSegment;
import dev.offramp.video.VideoTrack;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever says to be a segment of video is one that agrees with itself, or is refused. */
@Timeout(10)
class SegmentFuzzTest {

    private static final SegmentReader SEGMENTS = new SegmentReader(WriterSchemas.NONE, Task.CLASSIFICATION);

    private static final FrameBounds BOUNDS = new FrameBounds(FramesSettings.from(new Configuration(), List.of()));

    static Stream<byte[]> segments() {
        VideoTrack track = new VideoTrack("h264", 16, 16, 1, 25, 0, 0, 0);
        var video = new VideoSegment(track, new byte[0], new byte[6], List.of(3, 1, 2), List.of(0L, 2L, 1L));
        Segment some = TestSegments.written("camera-1", video, 7, List.of(0, 2)).build();
        Segment all = Segment.newBuilder(some)
                .setCodec(VideoCodec.MPEG4)
                .setHeader(ByteBuffer.wrap(new byte[] {1, 2}))
                .setPicked(List.of())
                .setRotation(90)
                .setLabel(3)
                .setDeadlineMillis(1_000L)
                .build();
        return Stream.of(some, all).map(segment -> KeyedBytes.row("camera-1", TestRecords.encoded(segment)));
    }

    @MethodSource("segments")
    @FuzzTest
    void a_record_is_a_segment_or_refused(byte[] row) throws Exception {
        Allocation.assertNoLengthIsBelieved(() -> read(KeyedBytes.in(row).record()));
    }

    private static void read(ConsumedRecord record) {
        try {
            assertWhole(SEGMENTS.read(record, BOUNDS));
        } catch (Refusal refusal) {
            assertThat(refusal.detail()).isNotBlank();
            assertThat(refusal.places()).hasSizeLessThanOrEqualTo(record.value().length);
        }
    }

    private static void assertWhole(EncodedFrame frame) {
        var segment = frame.segment().orElseThrow();
        assertThat(segment.video().bytes())
                .hasSize(segment.sizes().stream().mapToInt(Integer::intValue).sum());
        assertThat(segment.samples())
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.pictures()).isNotEmpty().allSatisfy(picture -> assertThat(picture)
                        .isBetween(0, segment.sizes().size() - 1)));
    }
}
