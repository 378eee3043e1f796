package dev.offramp.cli.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.cli.broker.EmbeddedBroker;
import dev.offramp.schema.CaptureClock;
import dev.offramp.schema.Segment;
import dev.offramp.schema.VideoCodec;
import dev.offramp.video.FrameStream;
import dev.offramp.video.RgbConverter;
import dev.offramp.video.VideoFailure;
import dev.offramp.video.VideoSegment;
import dev.offramp.video.VideoTrack;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A video goes to a real broker undecoded, and comes back as pictures. */
@Timeout(120)
class SegmentIngestITCase {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final long MAX_PIXELS = 1_000_000;

    @AutoClose
    private static final EmbeddedBroker BROKER = EmbeddedBroker.start();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path folder;

    private final IngestTerminal terminal = new IngestTerminal(BROKER);

    @Test
    void the_pictures_that_are_picked_are_those_of_the_rate_numbered_and_dated() throws Exception {
        Path video = TestingVideo.write(folder.resolve("belt.mp4"), 100, 25);
        Files.setLastModifiedTime(video, FileTime.from(START));

        assertThat(terminal.run(video.toString(), "--as", "segment", "--rate", "5"))
                .as(terminal.said())
                .isZero();

        assertThat(terminal.said()).contains("Published 20 frames of 1 stream to");
        List<Segment> segments = terminal.records().segmentsOf("belt");
        assertThat(segments).extracting(Segment::getSequence).containsExactly(0L, 5L, 10L, 15L);
        assertThat(segments)
                .extracting(Segment::getEventTime)
                .containsExactly(START, START.plusSeconds(1), START.plusSeconds(2), START.plusSeconds(3));
        List<Integer> shown = new ArrayList<>();
        for (Segment segment : segments) {
            assertThat(segment.getCodec()).isEqualTo(VideoCodec.H264);
            assertThat(segment.getClock()).isEqualTo(CaptureClock.FILE);
            assertThat(segment.getDropped()).isZero();
            assertThat(segment.getSizes()).hasSize(25);
            shown.addAll(pickedOf(segment));
        }
        assertThat(shown)
                .isEqualTo(IntStream.range(0, 20).map(i -> 5 * i).boxed().toList());
        var end = terminal.records().endOf("belt");
        assertThat(end.getSequence()).isEqualTo(20);
        assertThat(end.getEventTime()).isEqualTo(START.plusMillis(200 * 19));
        assertThat(end.getEpoch()).isEqualTo(segments.get(0).getEpoch());
    }

    @Test
    void all_pictures_of_a_transport_stream_are_there_and_what_means_nothing_is_refused() throws Exception {
        Path video = TestingVideo.write(folder.resolve("belt.ts"), 60, 25);

        assertThat(terminal.run(video.toString(), "--as", "segment", "--rate", "all"))
                .as(terminal.said())
                .isZero();
        assertThat(terminal.run(video.toString(), "--as", "segment", "--short-side", "64"))
                .isEqualTo(2);

        List<Integer> shown = new ArrayList<>();
        for (Segment segment : terminal.records().segmentsOf("belt")) {
            assertThat(segment.getPicked()).isEmpty();
            shown.addAll(pickedOf(segment));
        }
        assertThat(shown).isEqualTo(IntStream.range(0, 60).boxed().toList());
        assertThat(terminal.said()).contains("--short-side means nothing for segments, whose pictures are not decoded");
    }

    /** The numbers that are to be seen in those pictures that are to be classified. */
    private static List<Integer> pickedOf(Segment record) throws VideoFailure {
        List<Integer> numbers = new ArrayList<>();
        try (var frames = FrameStream.decode(segmentIn(record), MAX_PIXELS);
                var rgb = new RgbConverter()) {
            for (int i = 0; frames.advance(); i++) {
                if (record.getPicked().isEmpty() || record.getPicked().contains(i)) {
                    numbers.add(TestingVideo.numberIn(rgb.convert(frames.frame())));
                }
            }
        }
        return numbers;
    }

    private static VideoSegment segmentIn(Segment record) {
        var track = new VideoTrack(
                record.getCodec().name().toLowerCase(Locale.ROOT),
                record.getWidth(),
                record.getHeight(),
                record.getTimeBaseNumerator(),
                record.getTimeBaseDenominator(),
                record.getRotation(),
                0,
                0);
        return new VideoSegment(
                track, bytes(record.getHeader()), bytes(record.getBytes()), record.getSizes(), record.getPts());
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
