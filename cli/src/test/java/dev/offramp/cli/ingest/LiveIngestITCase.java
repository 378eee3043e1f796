package dev.offramp.cli.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.cli.broker.EmbeddedBroker;
import dev.offramp.schema.CaptureClock;
import dev.offramp.schema.Frame;
import dev.offramp.schema.Segment;
import dev.offramp.video.VideoFailure;
import dev.offramp.video.VideoWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Cameras on loopback to a real broker. */
@Timeout(120)
class LiveIngestITCase {

    private static final int MOST_ATTEMPTS = 100;
    private static final long BETWEEN_ATTEMPTS_NANOS = 100_000_000;

    @AutoClose
    private static final EmbeddedBroker BROKER = EmbeddedBroker.start();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path folder;

    private final IngestTerminal terminal = new IngestTerminal(BROKER);

    @Test
    void jpegs_over_http_are_dated_by_arrival_and_a_reconnect_is_a_new_epoch() throws Exception {
        Instant before = Instant.now().minusMillis(1);
        try (var camera = MjpegServer.start()) {
            terminal.start(camera.url(), "--stream", "gate", "--rate", "20");
            terminal.awaitFrames("gate", 10);
            camera.hangUp();
            terminal.awaitOutput("gate is WAITING: the source ended; again in ");
            int first = terminal.records().framesOf("gate").size();
            terminal.awaitFrames("gate", first + 10);
            assertThat(terminal.stop()).as(terminal.said()).isZero();
        }

        TopicRecords records = terminal.records();
        List<Frame> frames = records.framesOf("gate");
        assertThat(frames).allSatisfy(frame -> {
            assertThat(frame.getClock()).isEqualTo(CaptureClock.ARRIVAL);
            assertThat(frame.getVideoTime()).isNull();
            assertThat(frame.getEventTime()).isBetween(before, Instant.now());
        });
        assertThat(frames).extracting(Frame::getEventTime).isSorted();
        assertThat(frames.stream().map(Frame::getEpoch).distinct()).isSorted().hasSize(2);
        assertThat(records.endOf("gate").getEpoch())
                .isEqualTo(frames.get(frames.size() - 1).getEpoch());
        assertThat(records.endOf("gate").getSequence())
                .isEqualTo(frames.get(frames.size() - 1).getSequence() + 1);
        assertThat(terminal.said()).doesNotContain("topsecret");
    }

    @Test
    void a_camera_that_sends_only_nonsense_is_opened_again_later_and_says_why() throws Exception {
        try (var camera = MjpegServer.start()) {
            Path cameras = Files.writeString(
                    folder.resolve("cameras.yaml"),
                    "cameras: [{stream: gate, deadline: 500ms, source: '" + camera.url() + "'}]");
            terminal.start("--cameras", cameras.toString());
            terminal.awaitFrames("gate", 3);
            camera.sendNonsense();

            terminal.awaitOutput(
                    "gate is WAITING: no picture that could be decoded for 1000 ms, though packets came; again in ");
            terminal.stop();
        }
    }

    @Test
    void a_rate_over_http_is_one_of_the_clock_on_the_wall() throws Exception {
        try (var camera = MjpegServer.start()) {
            terminal.start(camera.url(), "--stream", "gate", "--rate", "10");
            terminal.awaitFrames("gate", 21);
            terminal.stop();
        }

        List<Frame> frames = terminal.records().framesOf("gate");
        var span = Duration.between(frames.get(0).getEventTime(), frames.get(20).getEventTime());
        assertThat(span).isBetween(Duration.ofMillis(1_800), Duration.ofMillis(4_000));
    }

    @Test
    void a_camera_that_pushes_rtsp_is_read_to_its_last_picture() throws Exception {
        String url = "rtsp://127.0.0.1:" + freePort() + "/live";
        Path cameras = Files.writeString(
                folder.resolve("cameras.yaml"),
                "cameras: [{stream: belt, source: '" + url
                        + "', rate: all, options: {rtsp_flags: listen, listen_timeout: 30}}]");
        terminal.start("--cameras", cameras.toString());

        try (var writer = pushTo(url)) {
            TestingVideo.write(writer, 100);
        }
        terminal.awaitOutput("belt is WAITING");
        assertThat(terminal.stop()).as(terminal.said()).isZero();

        List<Frame> frames = terminal.records().framesOf("belt");
        int dropped = frames.stream().mapToInt(Frame::getDropped).sum();
        assertThat(frames.size() + dropped).isEqualTo(100);
        assertThat(frames).extracting(Frame::getEventTime).isSorted();
        assertThat(frames.subList(10, frames.size())) // the first pictures over RTSP may have no time yet
                .extracting(Frame::getVideoTime)
                .doesNotContainNull();
        assertThat(frames.get(frames.size() - 1).getClock()).isEqualTo(CaptureClock.RTCP);
        assertThat(terminal.records().endOf("belt").getSequence()).isEqualTo(frames.size());
    }

    @Test
    void segments_of_a_camera_hold_every_picture_up_to_where_it_broke_off() throws Exception {
        String url = "rtsp://127.0.0.1:" + freePort() + "/live";
        Path cameras = Files.writeString(
                folder.resolve("cameras.yaml"),
                "cameras: [{stream: belt, source: '" + url
                        + "', as: segment, rate: all, options: {rtsp_flags: listen, listen_timeout: 30}}]");
        terminal.start("--cameras", cameras.toString());

        try (var writer = pushTo(url)) {
            TestingVideo.write(writer, 110);
        }
        terminal.awaitOutput("belt is WAITING");
        assertThat(terminal.stop()).as(terminal.said()).isZero();

        List<Segment> segments = terminal.records().segmentsOf("belt");
        int pictures =
                segments.stream().mapToInt(segment -> segment.getSizes().size()).sum();
        int dropped = segments.stream().mapToInt(Segment::getDropped).sum();
        assertThat(pictures + dropped).isEqualTo(110);
        assertThat(segments).extracting(Segment::getEventTime).isSorted();
        assertThat(segments.get(segments.size() - 1).getSizes().size()).isEqualTo(10);
        assertThat(terminal.records().endOf("belt").getSequence()).isEqualTo(pictures);
    }

    @Test
    void dead_cameras_say_why_and_delay_no_other() throws Exception {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                var camera = MjpegServer.start()) {
            Path cameras = Files.writeString(folder.resolve("cameras.yaml"), """
                    defaults: {deadline: 500ms, rate: all}
                    cameras:
                      - {stream: silent, source: "rtsp://viewer:topsecret@127.0.0.1:%d/live"}
                      - {stream: nobody, source: "rtsp://viewer:topsecret@no-such-host.invalid/live"}
                      - {stream: refused, source: "rtsp://127.0.0.1:1/live"}
                      - {stream: lost, source: "%s"}
                      - {stream: good, source: "%s"}
                    """.formatted(
                            silent.getLocalPort(), camera.url().replace("/live", "/nowhere"), camera.url()));
            terminal.start("--cameras", cameras.toString());

            terminal.awaitFrames("good", 50);
            for (String dead : List.of("silent", "nobody", "refused", "lost")) {
                terminal.awaitOutput(dead + " is WAITING: ");
            }
            int before = terminal.records().framesOf("good").size();
            terminal.awaitFrames("good", before + 50);
            assertThat(terminal.stop()).as(terminal.said()).isZero();
        }

        List<Frame> frames = terminal.records().framesOf("good");
        assertThat(frames).extracting(Frame::getDropped).containsOnly(0);
        assertThat(frames)
                .extracting(Frame::getEpoch)
                .containsOnly(frames.get(0).getEpoch());
        assertThat(terminal.records().ends()).hasSize(1);
        assertThat(terminal.said()).contains("Connection refused", "404").doesNotContain("topsecret");
    }

    /** As soon as somebody listens there. */
    private VideoWriter pushTo(String url) throws VideoFailure {
        for (int attempt = 1; ; attempt++) {
            try {
                return VideoWriter.toRtsp(url, TestingVideo.shape(25));
            } catch (VideoFailure nobodyYet) {
                if (attempt == MOST_ATTEMPTS) {
                    throw new AssertionError(terminal.said(), nobodyYet);
                }
                LockSupport.parkNanos(BETWEEN_ATTEMPTS_NANOS);
            }
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
