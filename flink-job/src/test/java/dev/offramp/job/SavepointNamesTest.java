package dev.offramp.job;

import static dev.offramp.job.RelaySettings.ordinary;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.flink.runtime.OperatorIDPair;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever a savepoint knows the job by is on file: every uid, and every state with its kind, its name and its serializer. Run once with
 * {@code -Dsavepoint.keep=true} it writes the files anew.
 */
class SavepointNamesTest {

    private static final Path FOLDER = Path.of("src", "test", "resources", "savepoints");
    private static final Duration WAIT = Duration.ofSeconds(30);
    private static final boolean KEEP = System.getProperty("savepoint.keep") != null;

    private final Path savepoints;
    private final Relay relay;

    SavepointNamesTest(@TempDir Path savepoints) {
        this.savepoints = savepoints;
        relay = new Relay(savepoints, Optional.empty());
    }

    @Test
    void a_uid_stays_what_it_is() throws IOException {
        List<String> uids = Stream.of(
                        ordinary().steering(),
                        ordinary().disaggregated(),
                        ordinary().with(TestSettings.decodingApart(1)),
                        ordinary().with(TestSettings.byStream()),
                        ordinary().with(TestSettings.smoothed(WAIT)),
                        ordinary().refreshing())
                .flatMap(this::uids)
                .distinct()
                .sorted()
                .toList();

        assertSameAsOnFile("uids.txt", uids);
    }

    @Test
    void a_state_stays_what_it_is() throws Exception {
        List<String> steered =
                SavepointContents.of(relay.leg(ordinary().steering().refreshing(), 2));
        Relay another = new Relay(savepoints, Optional.empty()).inRuns();
        List<String> inOrder = SavepointContents.of(another.leg(ordinary().with(TestSettings.smoothed(WAIT)), 2));
        List<String> states = Stream.of(steered, inOrder)
                .flatMap(List::stream)
                .distinct()
                .sorted()
                .toList();

        assertThat(states)
                .as("a stage hands on all that it holds before the barrier")
                .noneMatch(state -> state.startsWith("stage-"));
        assertThat(states).as("aligned checkpoints").noneMatch(state -> state.contains("in flight"));
        assertSameAsOnFile("states.txt", states);
    }

    private Stream<String> uids(RelaySettings settings) {
        return StreamSupport.stream(relay.drawn(settings).getVertices().spliterator(), false)
                .map(JobVertex::getOperatorIDs)
                .flatMap(List::stream)
                .map(SavepointNamesTest::uid);
    }

    private static String uid(OperatorIDPair operator) {
        String uid = operator.getUserDefinedOperatorUid();
        return uid == null ? operator.getUserDefinedOperatorName() : uid;
    }

    private static void assertSameAsOnFile(String name, List<String> lines) throws IOException {
        Path file = FOLDER.resolve(name);
        if (KEEP) {
            Files.createDirectories(FOLDER);
            Files.write(file, lines);
        }
        List<String> onFile = Files.readAllLines(file);
        TreeSet<String> gone = new TreeSet<>(onFile);
        lines.forEach(gone::remove);
        TreeSet<String> added = new TreeSet<>(lines);
        onFile.forEach(added::remove);

        assertThat(gone)
                .as(
                        "a savepoint of an earlier build would lose these, or be refused: %s. Keep the old name, or take the state"
                                + " over and add it to RestoreCheck",
                        gone)
                .isEmpty();
        assertThat(added)
                .as("new, and empty after a restore: write %s anew with -Dsavepoint.keep=true", file)
                .isEmpty();
    }
}
