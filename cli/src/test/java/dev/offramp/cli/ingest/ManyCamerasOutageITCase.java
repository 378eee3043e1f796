package dev.offramp.cli.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.cli.broker.CutCable;
import dev.offramp.cli.broker.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Many cameras in one process, and a broker that is away for a while; {@code -Doutage.cameras=300} makes it three hundred and a minute. */
class ManyCamerasOutageITCase {

    private static final int PARTITIONS = 4;
    private static final int HEAP_MEGABYTES = 512;
    private static final long MEGABYTE = 1 << 20;

    /** What waits, as is documented, and twice what Kafka's client may have unanswered: as records, and in its buffers. */
    private static final long MOST_MORE_HEAP = (HEAP_MEGABYTES / 4 + 2 * 32) * MEGABYTE;

    /** For all of them, with what waited, read by one reader; a few seconds on a machine with nothing else to do. */
    private static final Duration TO_RECOVER = Duration.ofSeconds(30);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path folder;

    @Test
    @Timeout(180)
    void each_camera_loses_its_own_oldest_pictures_counts_them_and_comes_back() throws Exception {
        outage(12, 20, Duration.ofSeconds(8), "frame");
    }

    @Test
    @Timeout(600)
    @EnabledIfSystemProperty(named = "outage.cameras", matches = "[0-9]+")
    void so_do_hundreds_while_the_broker_is_away_for_a_minute() throws Exception {
        outage(
                Integer.getInteger("outage.cameras"),
                2,
                Duration.ofSeconds(60),
                "segment"); // as frames it measures the cores
    }

    private void outage(int number, int perSecond, Duration away, String form) throws Exception {
        List<String> streams =
                IntStream.range(0, number).mapToObj(i -> "camera-" + i).toList();
        try (var cable = new CutCable();
                var broker =
                        EmbeddedBroker.start(Map.of("advertised.listeners", "PLAINTEXT://127.0.0.1:" + cable.port()));
                var cameras = NumberedCameras.start(perSecond, NumberedCameras.USUAL_GRAIN)) {
            cable.leadTo(Integer.parseInt(broker.bootstrapServers().replaceFirst(".*:", "")));
            try (var ingest = start(broker, file(streams, form, cameras))) {
                ingest.awaitStatus(all -> least(all, camera -> camera.frames().published()) > 0);
                try (var reader = new NumberedReader(broker.bootstrapServers(), "many", PARTITIONS)) {
                    reader.follow(() -> streams.stream()
                            .allMatch(stream -> reader.of(stream).size() > 5));
                    long before = ingest.liveHeapBytes();

                    int lastBefore = cameras.newest();
                    cable.cut();
                    ingest.awaitStatus(all -> cameras.newest() - lastBefore > perSecond * away.toSeconds());
                    long during = ingest.liveHeapBytes();
                    List<CameraStatus> statuses = ingest.statuses();
                    long resident = ingest.residentBytes();
                    int lastAway = cameras.newest();
                    cable.mend();
                    long mendedNanos = System.nanoTime();
                    reader.follow(() -> streams.stream().allMatch(stream -> reader.newestOf(stream) > lastAway));
                    Duration recovery = Duration.ofNanos(System.nanoTime() - mendedNanos);
                    reader.follow(() -> cameras.newest() - lastAway > 5 * perSecond);

                    report(
                            streams,
                            reader,
                            "heap %d MB before, %d MB in the end, %d MB of the process, back after %d ms"
                                    .formatted(
                                            before / MEGABYTE,
                                            during / MEGABYTE,
                                            resident / MEGABYTE,
                                            recovery.toMillis()));
                    assertThat(statuses).allSatisfy(camera -> {
                        assertThat(camera.condition().state()).isEqualTo(CameraState.RUNNING);
                        assertThat(camera.frames().dropped()).isPositive();
                        assertThat(camera.pulse().lastFrameMillisAgo()).isLessThan(3_000);
                        assertThat(camera.pulse().reconnects()).isZero();
                    });
                    assertThat(during - before).isLessThan(MOST_MORE_HEAP);
                    assertThat(recovery).isLessThan(TO_RECOVER);
                    streams.forEach(reader::assertEveryLossIsCounted);
                    assertNobodyStarved(streams, reader);
                    ingest.stop();
                    assertThat(ingest.said()).doesNotContain("OutOfMemory");
                }
            }
        }
    }

    /** What is lost is alike, for they are alike. */
    private static void assertNobodyStarved(List<String> streams, NumberedReader reader) {
        LongSummaryStatistics seen = over(streams, stream -> reader.of(stream).size());
        assertThat(seen.getMin()).isGreaterThan(seen.getMax() * 2 / 3);
    }

    private static void report(List<String> streams, NumberedReader reader, String more) {
        System.out.printf(
                Locale.ROOT,
                "%d cameras: %s; pictures on the topic %s, dropped %s%n",
                streams.size(),
                more,
                range(over(streams, stream -> reader.of(stream).size())),
                range(over(streams, reader::droppedOf)));
    }

    private static LongSummaryStatistics over(List<String> streams, ToLongFunction<String> figure) {
        return streams.stream().mapToLong(figure).summaryStatistics();
    }

    private static String range(LongSummaryStatistics figures) {
        return "%d (%d to %d a camera)".formatted(figures.getSum(), figures.getMin(), figures.getMax());
    }

    private static long least(List<CameraStatus> cameras, ToLongFunction<CameraStatus> figure) {
        return cameras.stream().mapToLong(figure).min().orElse(0);
    }

    private IngestProcess start(EmbeddedBroker broker, Path cameras) throws IOException {
        return IngestProcess.start(
                folder,
                HEAP_MEGABYTES + "m",
                "--cameras",
                cameras.toString(),
                "--bootstrap",
                broker.bootstrapServers(),
                "--topic",
                "many",
                "--partitions",
                Integer.toString(PARTITIONS));
    }

    private Path file(List<String> streams, String form, NumberedCameras cameras) throws IOException {
        var yaml = new StringBuilder("defaults: {rate: all, as: " + form + "}\ncameras:\n");
        for (String stream : streams) {
            yaml.append("  - {stream: %s, source: '%s'}\n".formatted(stream, cameras.url(stream)));
        }
        return Files.writeString(folder.resolve("cameras.yaml"), yaml);
    }
}
