package dev.offramp.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.OperatorStreamStateHandle;
import org.apache.flink.runtime.state.memory.ByteStreamStateHandle;
import org.junit.jupiter.api.Test;

class SavepointOperatorsTest {

    @Test
    void the_metadata_says_whether_a_list_state_has_entries_in_any_subtask() {
        SavepointOperators savepoint = savepoint(state("holding"), state("holding", 0));

        assertThat(savepoint.hasEntries("in-order", "holding")).isTrue();
        assertThat(savepoint.hasEntries("in-order", "other")).isFalse();
        assertThat(savepoint.hasEntries("admit", "holding")).isFalse();
        assertThat(savepoint(state("holding"), state("holding")).hasEntries("in-order", "holding"))
                .isFalse();
    }

    private static SavepointOperators savepoint(OperatorStateHandle... ofSubtasks) {
        OperatorState operator = new OperatorState("in-order", "in-order", new OperatorID(), ofSubtasks.length, 5040);
        for (int subtask = 0; subtask < ofSubtasks.length; subtask++) {
            operator.putState(
                    subtask,
                    OperatorSubtaskState.builder()
                            .setManagedOperatorState(ofSubtasks[subtask])
                            .build());
        }
        return new SavepointOperators(List.of(operator));
    }

    private static OperatorStateHandle state(String name, long... offsets) {
        var entries = new OperatorStateHandle.StateMetaInfo(offsets, OperatorStateHandle.Mode.SPLIT_DISTRIBUTE);
        return new OperatorStreamStateHandle(Map.of(name, entries), new ByteStreamStateHandle("state", new byte[8]));
    }
}
