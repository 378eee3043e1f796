package dev.offramp.job;

import static dev.offramp.job.RelaySettings.ordinary;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.runtime.OperatorIDPair;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever changes the parallelism of a running job leaves alone what has one subtask by design: two would steer against each other. */
class OnlySubtasksTest {

    private static final Path CHART = Path.of("../deploy/helm/offramp/templates/_flink.tpl");
    private static final Pattern LEFT_ALONE =
            Pattern.compile("job\\.autoscaler\\.vertex\\.exclude\\.ids: ([0-9a-f;]+)");
    private static final int MANY = 9;

    private final Relay relay;

    OnlySubtasksTest(@TempDir Path savepoints) {
        relay = new Relay(savepoints, Optional.empty());
    }

    /** With few subtasks the layers of the tree that sums up are one task. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, MANY})
    void the_chart_has_the_autoscaler_leave_them_alone_however_they_are_chained(int parallelism) throws IOException {
        Set<String> only = vertices(MANY)
                .filter(vertex -> vertex.getParallelism() == 1)
                .flatMap(OnlySubtasksTest::operators)
                .collect(Collectors.toSet());

        assertThat(only).contains("policies", "sum-all-totals", "steer", "throughput-windows", "refresh");
        assertThat(vertices(parallelism)
                        .filter(vertex -> operators(vertex).anyMatch(only::contains))
                        .map(vertex -> vertex.getID().toHexString()))
                .isSubsetOf(leftAlone());
    }

    @Test
    void the_chart_has_it_leave_nothing_alone_that_is_on_the_way_of_a_sample() throws IOException {
        List<String> ids = leftAlone();

        assertThat(vertices(MANY)
                        .filter(vertex -> ids.contains(vertex.getID().toHexString()))
                        .map(vertex -> operators(vertex)
                                .reduce((one, before) -> before)
                                .orElseThrow()))
                .containsExactlyInAnyOrder(
                        "policies",
                        "sum-totals",
                        "sum-all-totals",
                        "throughput-windows",
                        "steer",
                        "bundles",
                        "encode-bundles",
                        "canary-analysis");
    }

    private Stream<JobVertex> vertices(int parallelism) {
        return Arrays.stream(
                relay.drawn(ordinary().steering().refreshing(), parallelism).getVerticesAsArray());
    }

    /** From the end of the chain to its head. */
    private static Stream<String> operators(JobVertex vertex) {
        return vertex.getOperatorIDs().stream()
                .map(OperatorIDPair::getUserDefinedOperatorUid)
                .filter(uid -> uid != null);
    }

    private static List<String> leftAlone() throws IOException {
        MatchResult found = LEFT_ALONE
                .matcher(Files.readString(CHART))
                .results()
                .findFirst()
                .orElseThrow();
        return List.of(found.group(1).split(";", -1));
    }
}
