package dev.offramp.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BalancedStreamsTest {

    private static final int MAX_PARALLELISM = 720;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 64})
    void every_subtask_gets_as_many_streams(int parallelism) {
        BalancedStreams streams = new BalancedStreams(parallelism, MAX_PARALLELISM);

        Map<Integer, Long> bySubtask =
                streams.names(16).stream().collect(Collectors.groupingBy(streams::subtaskOf, Collectors.counting()));

        assertThat(bySubtask).hasSize(parallelism).allSatisfy((subtask, count) -> assertThat(count)
                .isEqualTo(16));
    }

    @Test
    void streams_are_dealt_out_in_turn() {
        BalancedStreams streams = new BalancedStreams(4, MAX_PARALLELISM);

        List<Integer> subtasks =
                streams.names(2).stream().map(streams::subtaskOf).toList();

        assertThat(subtasks).containsExactly(0, 1, 2, 3, 0, 1, 2, 3);
    }

    @Test
    void real_scaling_doubles_up_to_the_cores() {
        assertThat(ScalingCommand.powersOfTwo(1)).containsExactly(1);
        assertThat(ScalingCommand.powersOfTwo(8)).containsExactly(1, 2, 4, 8);
        assertThat(ScalingCommand.powersOfTwo(12)).containsExactly(1, 2, 4, 8, 12);
    }
}
