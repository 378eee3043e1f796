package dev.offramp.cli.ingest;

import static dev.offramp.cli.ingest.NumberedCameras.FINE_GRAIN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.cli.broker.EmbeddedBroker;
import dev.offramp.cli.broker.SecondBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two real brokers with a partition each, of which one goes away: what goes to the other is not held up by it. From forty cameras on, what waits
 * for it is more than may be unanswered of all.
 * {@code -Dleaderless.cameras=300} for more cameras.
 */
@Timeout(300)
class LeaderlessPartitionITCase {

    private static final int CAMERAS = Integer.getInteger("leaderless.cameras", 20);
    private static final int PER_SECOND = CAMERAS > 50 ? 2 : 10;
    private static final int SECONDS_AWAY = CAMERAS > 50 ? 60 : 6;
    private static final int PARTITIONS = 2;
    private static final int ON_FIRST = 0;
    private static final int ON_SECOND = 1;

    /** Of pictures, from when they are taken to when they are read. */
    private static final int MOST_SECONDS_BEHIND = 5;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path folder;

    @Test
    void cameras_whose_partition_has_a_leader_lose_nothing_while_another_has_none() throws Exception {
        Map<Integer, List<String>> streams = IntStream.range(0, CAMERAS)
                .mapToObj(i -> "camera-" + i)
                .collect(groupingBy(stream -> BuiltInPartitioner.partitionForKey(stream.getBytes(UTF_8), PARTITIONS)));
        List<String> well = streams.get(ON_FIRST);
        List<String> ill = streams.get(ON_SECOND);
        List<String> all = streams.values().stream().flatMap(List::stream).toList();
        try (var broker = EmbeddedBroker.start();
                var second = SecondBroker.join(broker, Files.createDirectory(folder.resolve("second")));
                var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
                var cameras = NumberedCameras.start(PER_SECOND, FINE_GRAIN)) {
            admin.createTopics(List.of(new NewTopic("frames", Map.of(ON_FIRST, List.of(1), ON_SECOND, List.of(2)))))
                    .all()
                    .get();
            try (var ingest = start(broker, all, cameras);
                    var reader = new NumberedReader(broker.bootstrapServers(), "frames", PARTITIONS)) {
                reader.follow(
                        () -> all.stream().allMatch(stream -> reader.of(stream).size() > 5));
                second.takeAway();
                reader.follow(() -> !hasLeader(admin, ON_SECOND));
                int leaderless = cameras.newest();
                int most = 0;
                while (cameras.newest() < leaderless + SECONDS_AWAY * PER_SECOND) {
                    int now = cameras.newest();
                    reader.follow(() -> cameras.newest() > now);
                    most = Math.max(most, behind(well, reader, now));
                }
                List<CameraStatus> statuses = ingest.statuses();
                second.bringBack();
                int back = cameras.newest();
                reader.follow(() -> all.stream().allMatch(stream -> reader.newestOf(stream) > back));
                ingest.stop();

                System.out.printf(
                        Locale.ROOT,
                        "%d cameras with a leader: at most %d ms behind, %d lost; %d without: %d lost%n",
                        well.size(),
                        1_000 * most / PER_SECOND,
                        well.stream().mapToInt(reader::droppedOf).sum(),
                        ill.size(),
                        ill.stream().mapToInt(reader::droppedOf).sum());
                all.forEach(reader::assertEveryLossIsCounted);
                assertThat(most).isLessThan(MOST_SECONDS_BEHIND * PER_SECOND);
                assertThat(well).allSatisfy(stream -> assertThat(reader.droppedOf(stream))
                        .isZero());
                assertThat(ill).allSatisfy(stream -> assertThat(reader.droppedOf(stream))
                        .isPositive());
                assertThat(statuses)
                        .extracting(camera -> camera.condition().state())
                        .containsOnly(CameraState.RUNNING);
            }
        }
    }

    /** By how many pictures what was read is behind what was taken, of the stream that is furthest behind. */
    private static int behind(List<String> streams, NumberedReader reader, int taken) {
        return taken - streams.stream().mapToInt(reader::newestOf).min().orElseThrow();
    }

    private static boolean hasLeader(Admin admin, int partition) {
        var topic = admin.describeTopics(List.of("frames"))
                .allTopicNames()
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .get("frames");
        Node leader = topic.partitions().get(partition).leader();
        return leader != null && !leader.isEmpty();
    }

    private IngestProcess start(EmbeddedBroker broker, List<String> streams, NumberedCameras cameras)
            throws IOException {
        var yaml = new StringBuilder("defaults: {rate: all, as: segment}\ncameras:\n");
        for (String stream : streams) {
            yaml.append("  - {stream: %s, source: '%s'}\n".formatted(stream, cameras.url(stream)));
        }
        Path file = Files.writeString(folder.resolve("cameras.yaml"), yaml);
        return IngestProcess.start(
                folder,
                "512m",
                "--cameras",
                file.toString(),
                "--bootstrap",
                broker.bootstrapServers(),
                "--topic",
                "frames");
    }
}
