package dev.offramp.cli.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.cli.broker.CutCable;
import dev.offramp.cli.broker.EmbeddedBroker;
import dev.offramp.schema.Frame;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A broker that goes away in the middle and comes back. */
@Timeout(180)
class BrokerOutageITCase {

    private static final int FILE_FRAMES = 400;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path folder;

    @Test
    void files_lose_nothing_and_cameras_their_oldest_pictures() throws Exception {
        try (var cable = new CutCable();
                var broker =
                        EmbeddedBroker.start(Map.of("advertised.listeners", "PLAINTEXT://127.0.0.1:" + cable.port()));
                var camera = MjpegServer.start()) {
            cable.leadTo(Integer.parseInt(broker.bootstrapServers().replaceFirst(".*:", "")));
            Path file = TestingVideo.write(folder.resolve("belt.mp4"), FILE_FRAMES, 50);
            Path cameras = Files.writeString(
                    folder.resolve("cameras.yaml"),
                    "{defaults: {rate: all}, cameras: [{stream: gate, source: '" + camera.url()
                            + "'}, {stream: belt, source: '" + file + "', pace: real-time}]}");
            int port = freePort();
            var status = new StatusClient(URI.create("http://127.0.0.1:" + port));
            var terminal = new IngestTerminal(broker);
            terminal.start("--cameras", cameras.toString(), "--listen", Integer.toString(port));
            terminal.awaitFrames("gate", 20);
            terminal.awaitFrames("belt", 20);

            cable.cut();
            terminal.await(() -> of("gate", status).frames().dropped() > 20);
            long atLeast = of("gate", status).frames().dropped();
            cable.mend();
            terminal.await(() -> of("belt", status).frames().published() == FILE_FRAMES);
            assertThat(terminal.stop()).as(terminal.said()).isZero();

            TopicRecords records = terminal.records();
            assertThat(records.framesOf("belt")).hasSize(FILE_FRAMES).allSatisfy(frame -> assertThat(frame.getDropped())
                    .isZero());
            assertNumberedThroughout(records.framesOf("belt"));
            assertNumberedThroughout(records.framesOf("gate"));
            assertThat(records.framesOf("gate").stream()
                            .mapToLong(Frame::getDropped)
                            .sum())
                    .isGreaterThanOrEqualTo(atLeast);
        }
    }

    private static CameraStatus of(String stream, StatusClient status) {
        return status.cameras().stream()
                .filter(camera -> camera.stream().equals(stream))
                .findFirst()
                .orElseThrow();
    }

    /** In order, without a gap and without a double. */
    private static void assertNumberedThroughout(List<Frame> frames) {
        assertThat(frames).isNotEmpty();
        for (int i = 0; i < frames.size(); i++) {
            assertThat(frames.get(i).getSequence()).isEqualTo(i);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
