package dev.offramp.cli.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.cli.broker.EmbeddedBroker;
import dev.offramp.schema.CaptureClock;
import dev.offramp.schema.EndOfStream;
import dev.offramp.schema.Frame;
import dev.offramp.schema.FrameEncoding;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Video files through FFmpeg to a real broker, each test on a topic of its own. */
@Timeout(120)
class IngestITCase {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    @AutoClose
    private static final EmbeddedBroker BROKER = EmbeddedBroker.start();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path folder;

    private final IngestTerminal terminal = new IngestTerminal(BROKER);

    @Test
    void a_file_is_sampled_numbered_dated_and_ended() throws Exception {
        Path video = TestingVideo.write(folder.resolve("belt.mp4"), 100, 25);
        Files.setLastModifiedTime(video, FileTime.from(START));

        assertThat(terminal.run(video.toString(), "--rate", "5"))
                .as(terminal.said())
                .isZero();

        assertThat(terminal.said()).contains("Published 20 frames of 1 stream to");
        List<Frame> frames = terminal.records().framesOf("belt");
        assertThat(frames).extracting(Frame::getSequence).containsExactlyElementsOf(sequence(20));
        assertThat(frames)
                .extracting(Frame::getEventTime)
                .containsExactlyElementsOf(LongStream.range(0, 20)
                        .mapToObj(i -> START.plusMillis(200 * i))
                        .toList());
        assertThat(frames)
                .extracting(Frame::getEpoch)
                .containsOnly(frames.get(0).getEpoch());
        assertThat(frames).allSatisfy(frame -> {
            assertThat(frame.getClock()).isEqualTo(CaptureClock.FILE);
            assertThat(frame.getEncoding()).isEqualTo(FrameEncoding.JPEG);
            assertThat(frame.getDropped()).isZero();
            double seconds = (double) frame.getVideoTime().getPts()
                    * frame.getVideoTime().getTimeBaseNumerator()
                    / frame.getVideoTime().getTimeBaseDenominator();
            assertThat(seconds).isEqualTo(frame.getSequence() / 5.0);
        });
        assertThat(terminal.records().endOf("belt"))
                .isEqualTo(new EndOfStream(
                        "belt", 20L, START.plusMillis(200 * 19), frames.get(0).getEpoch(), 0));
        assertThat(terminal.records().order()).last().isEqualTo(".belt");
    }

    @Test
    void pictures_are_as_large_as_asked_for_and_show_what_the_video_shows() throws Exception {
        Path video = TestingVideo.write(folder.resolve("belt.mkv"), 30, 30);

        terminal.run(video.toString(), "--rate", "all", "--short-side", "120", "--stream", "cam");

        List<Frame> frames = terminal.records().framesOf("cam");
        assertThat(frames).hasSize(30);
        var picture =
                ImageIO.read(new ByteArrayInputStream(frames.get(10).getBytes().array()));
        assertThat(picture.getWidth()).isEqualTo(160);
        assertThat(picture.getHeight()).isEqualTo(120);
        assertThat(red(picture.getRGB(20, 60))).isGreaterThan(200); // the bar, which has moved by 20 of 320 pixels
        assertThat(red(picture.getRGB(100, 60))).isBetween(70, 110);
    }

    @Test
    void a_folder_is_a_stream_a_file_and_one_bad_file_fails_alone() throws Exception {
        TestingVideo.write(folder.resolve("a.mp4"), 50, 25);
        TestingVideo.write(folder.resolve("b.avi"), 75, 25);
        Files.write(folder.resolve("bad.mp4"), new byte[10_000]);
        Files.createFile(folder.resolve("empty.mkv"));

        assertThat(terminal.run(folder.toString(), "--rate", "all", "--stream", "clips"))
                .isEqualTo(1);

        TopicRecords records = terminal.records();
        assertThat(records.framesOf("clips/a")).hasSize(50);
        assertThat(records.framesOf("clips/b")).hasSize(75);
        assertThat(records.ends()).extracting(EndOfStream::getStream).containsExactlyInAnyOrder("clips/a", "clips/b");
        assertThat(terminal.said()).contains("clips/bad failed: ", "clips/empty failed: ");
    }

    @Test
    void a_file_that_is_not_there_is_one_line() throws Exception {
        assertThat(terminal.run(folder.resolve("none.mp4").toString())).isEqualTo(1);

        assertThat(terminal.said()).contains("none failed: ", "No such file");
        assertThat(terminal.records().order()).isEmpty();
    }

    @Test
    void a_file_cut_off_in_the_middle_gives_what_is_whole() throws Exception {
        Path whole = TestingVideo.write(folder.resolve("whole.ts"), 100, 25);
        byte[] bytes = Files.readAllBytes(whole);
        Path half = folder.resolve("half.ts");
        Files.write(half, Arrays.copyOf(bytes, bytes.length / 2));

        terminal.run(half.toString(), "--rate", "all");

        TopicRecords records = terminal.records();
        assertThat(records.framesOf("half").size()).isBetween(30, 80);
        assertThat(records.framesOf("half"))
                .extracting(Frame::getSequence)
                .containsExactlyElementsOf(sequence(records.framesOf("half").size()));
        assertThat(records.endOf("half").getSequence())
                .isEqualTo(records.framesOf("half").size());
    }

    @Test
    void cameras_come_change_and_go_while_it_runs_and_a_bad_file_changes_nothing() throws Exception {
        Path slow = TestingVideo.write(folder.resolve("slow.mp4"), 3_000, 25);
        Path quick = TestingVideo.write(folder.resolve("quick.mp4"), 50, 25);
        Path cameras = folder.resolve("cameras.yaml");
        String one = "{stream: one, source: " + slow + ", pace: real-time}";
        String two = "{stream: two, source: " + slow + ", pace: real-time, rate: 2}";
        Files.writeString(cameras, "cameras: [" + one + "," + two + "]");
        terminal.start("--cameras", cameras.toString());
        terminal.awaitFrames("one", 1);
        terminal.awaitFrames("two", 1);

        Files.writeString(cameras, "cameras: [" + one + ",{stream: bad}]");
        terminal.awaitOutput(
                "Not taken: " + cameras + ": camera 2 (bad): there is no source. The cameras stay as they are.");
        Files.writeString(
                cameras,
                "cameras: [" + one + "," + two.replace("rate: 2", "rate: all") + ",{stream: three, source: " + quick
                        + ", rate: all}]");
        terminal.awaitOutput("Cameras: 1 added, 1 changed, 0 removed.");
        terminal.awaitFrames("three", 50);
        terminal.awaitFrames("two", 10);
        Files.writeString(cameras, "cameras: [" + one + "]");
        terminal.awaitOutput("Cameras: 0 added, 0 changed, 2 removed.");
        int before = terminal.records().framesOf("one").size();
        terminal.awaitFrames("one", before + 3);
        assertThat(terminal.stop()).as(terminal.said()).isZero();

        TopicRecords records = terminal.records();
        assertThat(records.framesOf("one"))
                .extracting(Frame::getEpoch)
                .containsOnly(records.framesOf("one").get(0).getEpoch());
        assertThat(records.endOf("one").getSequence())
                .isEqualTo(records.framesOf("one").size());
        assertThat(records.framesOf("three")).hasSize(50);
        assertThat(records.ends())
                .extracting(EndOfStream::getStream)
                .containsExactlyInAnyOrder("one", "two", "two", "three");
        assertEpochsRiseAndSequencesStartAnew(records.framesOf("two"), 2);
    }

    @Test
    void exactly_one_of_source_cameras_and_status_is_wanted() {
        assertThat(terminal.run()).isEqualTo(2);
        assertThat(terminal.run("a.mp4", "--cameras", "b.yaml")).isEqualTo(2);
        assertThat(terminal.run("--cameras", "b.yaml", "--stream", "c")).isEqualTo(2);
        assertThat(terminal.said()).contains("give one of SOURCE, --cameras and --status", "--stream goes with SOURCE");
    }

    private static void assertEpochsRiseAndSequencesStartAnew(List<Frame> frames, int epochs) {
        assertThat(frames.stream().map(Frame::getEpoch).distinct()).isSorted().hasSize(epochs);
        assertThat(frames).extracting(Frame::getEventTime).isSorted();
        long expected = 0;
        long epoch = frames.get(0).getEpoch();
        for (Frame frame : frames) {
            expected = frame.getEpoch() == epoch ? expected : 0;
            epoch = frame.getEpoch();
            assertThat(frame.getSequence()).isEqualTo(expected++);
        }
    }

    private static List<Long> sequence(int count) {
        return IntStream.range(0, count).mapToObj(i -> (long) i).toList();
    }

    private static int red(int rgb) {
        return rgb >> 16 & 0xff;
    }
}
