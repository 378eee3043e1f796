package dev.offramp.cli.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.cli.broker.EmbeddedBroker;
import dev.offramp.schema.Frame;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a real RTSP server does to a camera: it wants a password, does not know the path, freezes, dies and comes back. */
@Timeout(120)
class RtspPlayITCase {

    private static final String LOGIN = "viewer:top-secret";
    private static final int SECONDS = 60;
    private static final List<CameraState> AS_THEY_ARE_LET_IN =
            List.of(CameraState.RUNNING, CameraState.WAITING, CameraState.WAITING);

    @AutoClose
    private static final EmbeddedBroker BROKER = EmbeddedBroker.start();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private static Path films;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path folder;

    private final IngestTerminal terminal = new IngestTerminal(BROKER);

    @BeforeAll
    static void film() throws Exception {
        RtspServer.assumeInstalled();
        TestingVideo.write(films.resolve("long.mp4"), 25 * SECONDS, 25);
    }

    @Test
    void a_password_is_known_to_the_server_alone() throws Exception {
        try (var server = RtspServer.start(films, "--login", LOGIN)) {
            Path file = Files.writeString(folder.resolve("cameras.yaml"), """
                    defaults: {rate: all}
                    cameras:
                      - {stream: right, source: "%s"}
                      - {stream: wrong, source: "%s"}
                      - {stream: none, source: "%s"}
                    """.formatted(
                            server.url(LOGIN, "long.mp4"),
                            server.url("viewer:wrong-secret", "long.mp4"),
                            server.url("long.mp4")));
            try (var ingest = start(file)) {
                ingest.awaitStatus(cameras -> states(cameras).equals(AS_THEY_ARE_LET_IN)
                        && cameras.get(0).frames().published() >= 25);

                assertThat(ingest.everythingTold())
                        .contains(
                                "wrong is WAITING: rtsp://viewer:***@127.0.0.1:",
                                "none is WAITING: rtsp://127.0.0.1:",
                                "401 Unauthorized")
                        .doesNotContain("secret");
            }
        }
    }

    @Test
    void a_path_that_the_server_does_not_have_is_not_found() throws Exception {
        try (var server = RtspServer.start(films)) {
            terminal.start(server.url("nowhere.mp4"), "--stream", "gate");

            terminal.awaitOutput(
                    "gate is WAITING: " + server.url("nowhere.mp4") + ": Server returned 404 Not Found; again in ");
            terminal.stop();
        }
    }

    @Test
    void a_server_that_is_killed_and_comes_back_begins_a_new_epoch_and_repeats_no_number() throws Exception {
        var first = RtspServer.start(films);
        try {
            terminal.start(first.url("long.mp4"), "--stream", "gate", "--rate", "all");
            terminal.awaitFrames("gate", 30);
        } finally {
            first.close();
        }
        terminal.awaitOutput("gate is WAITING: ");
        try (var second = first.revive(films)) {
            int before = terminal.records().framesOf("gate").size();
            terminal.awaitFrames("gate", before + 30);
            terminal.stop();
        }

        assertTwoEpochsNumberedThroughout();
    }

    @Test
    void a_server_that_freezes_is_given_up_after_the_deadline_and_found_again() throws Exception {
        try (var server = RtspServer.start(films)) {
            Path cameras = Files.writeString(
                    folder.resolve("cameras.yaml"),
                    "cameras: [{stream: gate, rate: all, deadline: 1s, source: '" + server.url("long.mp4") + "'}]");
            terminal.start("--cameras", cameras.toString());
            terminal.awaitFrames("gate", 30);
            server.freeze();
            long frozenNanos = System.nanoTime();

            terminal.awaitOutput("gate is WAITING: " + server.url("long.mp4") + ": ");
            assertThat((System.nanoTime() - frozenNanos) / 1e9).isBetween(0.8, 4.0);
            int before = terminal.records().framesOf("gate").size();
            server.thaw();
            terminal.awaitFrames("gate", before + 30);
            terminal.stop();
        }

        assertTwoEpochsNumberedThroughout();
    }

    private IngestProcess start(Path cameras) throws Exception {
        return IngestProcess.start(
                folder,
                "256m",
                "--cameras",
                cameras.toString(),
                "--bootstrap",
                BROKER.bootstrapServers(),
                "--topic",
                "passwords");
    }

    private static List<CameraState> states(List<CameraStatus> cameras) {
        return cameras.stream().map(camera -> camera.condition().state()).toList();
    }

    private void assertTwoEpochsNumberedThroughout() throws Exception {
        List<Frame> frames = terminal.records().framesOf("gate");
        assertThat(frames.stream().map(Frame::getEpoch).distinct()).isSorted().hasSize(2);
        assertThat(frames).extracting(Frame::getEventTime).isSorted();
        Map<Long, Long> next = new HashMap<>();
        for (Frame frame : frames) {
            assertThat(frame.getSequence()).isEqualTo(next.getOrDefault(frame.getEpoch(), 0L));
            next.put(frame.getEpoch(), frame.getSequence() + 1);
        }
    }
}
