package dev.offramp.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

class AlignmentCheckTest {

    @Test
    void checkpoints_are_aligned_unless_somebody_says_otherwise() {
        assertThat(problems(Map.of())).isEmpty();
        assertThat(problems(Map.of("execution.checkpointing.unaligned.enabled", "false")))
                .isEmpty();
    }

    @Test
    void unaligned_checkpoints_are_refused_with_the_reason() {
        assertThat(problems(Map.of("execution.checkpointing.unaligned.enabled", "true")))
                .singleElement()
                .satisfies(problem -> assertThat(problem)
                        .contains("execution.checkpointing.unaligned.enabled must be false")
                        .contains("on the network"));
    }

    private static List<String> problems(Map<String, String> user) {
        return new AlignmentCheck(Configuration.fromMap(user)).problems();
    }
}
