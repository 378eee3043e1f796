package dev.offramp.job;

import static dev.offramp.job.RelaySettings.ordinary;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The numbers of subtasks that somebody found for the tasks of a job before it was started again. */
class ParallelismOverridesTest {

    private static final int SUBTASKS = 2;

    private final Relay relay;

    ParallelismOverridesTest(@TempDir Path savepoints) {
        relay = new Relay(savepoints, Optional.empty());
    }

    @Test
    void every_task_has_its_own_number_and_is_the_task_that_it_was() {
        Map<String, Integer> wanted = subtasks(drawn(Map.of()));
        int number = SUBTASKS + 1; // with one subtask a task may take the one behind it along
        for (Map.Entry<String, Integer> task : wanted.entrySet()) {
            if (task.getValue() == SUBTASKS) {
                task.setValue(number++);
            }
        }
        assertThat(number).as("tasks with several subtasks").isGreaterThan(SUBTASKS + 2);

        assertThat(subtasks(drawn(asText(wanted)))).isEqualTo(wanted);
    }

    @Test
    void tasks_that_nobody_has_looked_at_keep_theirs_and_those_that_are_no_more_are_passed_over() {
        Map<String, Integer> before = subtasks(drawn(Map.of()));

        assertThat(subtasks(drawn(Map.of("0123456789abcdef0123456789abcdef", "7"))))
                .isEqualTo(before);
    }

    private JobGraph drawn(Map<String, String> overrides) {
        Configuration flink = new Configuration();
        flink.set(PipelineOptions.PARALLELISM_OVERRIDES, overrides);
        return relay.drawn(ordinary().steering().refreshing(), SUBTASKS, flink);
    }

    private static Map<String, String> asText(Map<String, Integer> subtasks) {
        Map<String, String> text = new TreeMap<>();
        subtasks.forEach((task, count) -> text.put(task, Integer.toString(count)));
        return text;
    }

    private static Map<String, Integer> subtasks(JobGraph job) {
        Map<String, Integer> subtasks = new TreeMap<>();
        for (JobVertex task : job.getVertices()) {
            subtasks.put(task.getID().toHexString(), task.getParallelism());
        }
        return subtasks;
    }
}
