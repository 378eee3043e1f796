package dev.offramp.cli.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.cli.local.AnswerListener;
import dev.offramp.cli.local.AnswerReader;
import dev.offramp.cli.local.LocalSystem;
import dev.offramp.schema.Classification;
import dev.offramp.schema.Gap;
import dev.offramp.schema.GapReason;
import dev.offramp.schema.Reject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Cameras that are killed and come back under load, and an outside reader who counts: {@code -Dcameras.minutes=20}. Those that push RTSP are
 * processes of ffmpeg, which must be there.
 */
@EnabledIfSystemProperty(named = "cameras.minutes", matches = "[0-9]+")
class CameraStormITCase {

    private static final Path BUNDLE = Path.of("../model-artifacts/bundles/fashion-mnist-branchy");
    private static final int PUSHERS = 3;
    private static final int SERVERS = 3;
    private static final Duration LONGEST_BETWEEN = Duration.ofSeconds(6);
    private static final Duration LONGEST_AWAY = Duration.ofSeconds(8);
    private static final Duration TO_COME_BACK = Duration.ofSeconds(60);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path folder;

    private final Random random = new Random(20_261_129);

    @Test
    void every_frame_that_was_published_is_answered_once_and_in_order_whatever_dies() throws Exception {
        List<Unsteady> cameras = new ArrayList<>();
        for (int n = 0; n < PUSHERS; n++) {
            cameras.add(new Pusher(freePort()));
        }
        for (int n = 0; n < SERVERS; n++) {
            cameras.add(new Server(freePort()));
        }
        try (LocalSystem system =
                LocalSystem.start(BUNDLE, 2, List.of("results.order=stream", "results.max-wait=30 s"))) {
            IngestTerminal ingest = new IngestTerminal(
                    system.bootstrapServers(), system.topics().frames());
            for (Unsteady camera : cameras) {
                camera.revive();
            }
            ingest.start("--cameras", file(cameras).toString());
            int kills = storm(cameras, Duration.ofMinutes(Long.getLong("cameras.minutes", 1)));
            for (Unsteady camera : cameras) {
                camera.revive();
            }
            LockSupport.parkNanos(TO_COME_BACK.toNanos());
            assertThat(ingest.stop()).as(ingest.said()).isZero();
            cameras.forEach(Unsteady::kill);

            Count count = new Count();
            long published = published(ingest.said());
            try (AnswerReader reader = AnswerReader.ofAll(system.bootstrapServers(), system.topics())) {
                reader.follow(() -> count.answers >= published, Duration.ofMinutes(2), count);
                reader.follow(() -> false, Duration.ofSeconds(3), count);
            }
            System.out.printf("%d kills, %d frames, %s%n", kills, published, count.epochs);
            assertThat(count.wrong).isEmpty();
            assertThat(count.answers).isEqualTo(published);
            assertThat(count.epochs).hasSize(cameras.size());
            assertThat(count.epochs.values()).as("all have come back").allMatch(epochs -> epochs > 1);
            assertThat(count.newest.values()).as("and run at the end").allSatisfy(newest -> assertThat(newest)
                    .isGreaterThan(count.last - 15_000));
        }
    }

    private int storm(List<Unsteady> cameras, Duration length) throws Exception {
        long until = System.nanoTime() + length.toNanos();
        int kills = 0;
        while (System.nanoTime() < until) {
            pause(LONGEST_BETWEEN);
            Unsteady victim = cameras.get(kills % cameras.size());
            victim.kill();
            kills++;
            pause(LONGEST_AWAY);
            victim.revive();
        }
        return kills;
    }

    private void pause(Duration longest) {
        LockSupport.parkNanos((long) (random.nextDouble() * longest.toNanos()));
    }

    private Path file(List<Unsteady> cameras) throws IOException {
        StringBuilder yaml = new StringBuilder("defaults: {rate: all, deadline: 2s}\ncameras:\n");
        for (int n = 0; n < cameras.size(); n++) {
            yaml.append("  - {stream: camera-")
                    .append(n)
                    .append(", ")
                    .append(cameras.get(n).entry())
                    .append("}\n");
        }
        return Files.writeString(folder.resolve("cameras.yaml"), yaml.toString());
    }

    private static long published(String said) {
        Matcher matcher = Pattern.compile("Published ([0-9,]+) frames of " + (PUSHERS + SERVERS) + " streams")
                .matcher(said);
        assertThat(matcher.find()).as(said).isTrue();
        return Long.parseLong(matcher.group(1).replace(",", ""));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** A camera that can be killed and revived. */
    private interface Unsteady {

        /** Its source, as a file of cameras says it. */
        String entry();

        void kill();

        void revive() throws IOException;
    }

    /** Pushes H.264 over RTSP, again and again until somebody listens. */
    private static final class Pusher implements Unsteady {

        private final String url;
        private Process process;

        Pusher(int port) {
            this.url = "rtsp://127.0.0.1:" + port + "/live";
        }

        @Override
        public String entry() {
            return "source: '" + url + "', options: {rtsp_flags: listen, listen_timeout: 5}";
        }

        @Override
        public void kill() {
            if (process != null) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        }

        @Override
        public void revive() throws IOException {
            kill();
            String push =
                    "ffmpeg -v quiet -re -f lavfi -i testsrc=size=320x240:rate=25 -c:v libx264 -preset ultrafast -g 25"
                            + " -f rtsp -rtsp_transport tcp " + url;
            process = new ProcessBuilder("bash", "-c", "while true; do " + push + "; sleep 0.3; done")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        }
    }

    /** Sends JPEGs over HTTP. */
    private static final class Server implements Unsteady {

        private final int port;
        private MjpegServer server;

        Server(int port) {
            this.port = port;
        }

        @Override
        public String entry() {
            return "source: 'http://127.0.0.1:" + port + "/live'";
        }

        @Override
        public void kill() {
            if (server != null) {
                server.close();
                server = null;
            }
        }

        @Override
        public void revive() throws IOException {
            if (server == null) {
                server = MjpegServer.start(port);
            }
        }
    }

    /** What an outside reader finds: a place that is not the next of its epoch is wrong. */
    private static final class Count implements AnswerListener {

        private final Map<String, Long> epoch = new TreeMap<>();
        private final Map<String, Long> next = new TreeMap<>();
        private final Map<String, Integer> epochs = new TreeMap<>();
        private final Map<String, Long> newest = new TreeMap<>();
        private final List<String> wrong = new ArrayList<>();
        private long answers;
        private long last;

        @Override
        public void answered(Classification answer, long writtenMillis) {
            answers++;
            String stream = answer.getStream().toString();
            long known = epoch.getOrDefault(stream, -1L);
            if (answer.getEpoch() > known) {
                epochs.merge(stream, 1, Integer::sum);
                next.put(stream, 0L);
            }
            if (answer.getEpoch() < known
                    || answer.getLate()
                    || answer.getSequence() != next.getOrDefault(stream, 0L)) {
                wrong.add(stream + " " + answer.getEpoch() + "/" + answer.getSequence()
                        + (answer.getLate() ? " late" : ""));
            }
            epoch.put(stream, answer.getEpoch());
            next.put(stream, answer.getSequence() + 1);
            newest.put(stream, answer.getEventTime().toEpochMilli());
            last = Math.max(last, answer.getEventTime().toEpochMilli());
        }

        @Override
        public void missing(Gap gap) {
            if (gap.getReason() != GapReason.DROPPED) {
                wrong.add(gap.toString());
            }
        }

        @Override
        public void rejected(Reject reject) {
            wrong.add(reject.getReason() + ": " + reject.getDetail());
        }

        @Override
        public void caughtUp() {}
    }
}
