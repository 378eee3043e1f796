package dev.offramp.bench;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * Streams of which every subtask gets as many as any other, dealt out in turn: with names as they come, the fullest of 64
 * subtasks has half as much again as the mean, and what would be measured is that.
 */
record BalancedStreams(int parallelism, int maxParallelism) {

    /** So many streams for each subtask; the names depend on nothing but the numbers. */
    List<String> names(int perSubtask) {
        List<List<String>> bySubtask = new ArrayList<>();
        for (int subtask = 0; subtask < parallelism; subtask++) {
            bySubtask.add(new ArrayList<>());
        }
        int missing = perSubtask * parallelism;
        for (int n = 0; missing > 0; n++) {
            List<String> names = bySubtask.get(subtaskOf("stream-" + n));
            if (names.size() < perSubtask) {
                names.add("stream-" + n);
                missing--;
            }
        }
        List<String> dealt = new ArrayList<>();
        for (int round = 0; round < perSubtask; round++) {
            for (List<String> names : bySubtask) {
                dealt.add(names.get(round));
            }
        }
        return dealt;
    }

    int subtaskOf(String stream) {
        return KeyGroupRangeAssignment.assignKeyToParallelOperator(stream, maxParallelism, parallelism);
    }
}
