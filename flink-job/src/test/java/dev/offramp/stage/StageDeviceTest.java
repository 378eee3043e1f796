package dev.offramp.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offramp.stage.StageDevice.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class StageDeviceTest {

    @Test
    void a_cpu_is_a_cpu_whatever_gpus_there_are() throws Exception {
        assertThat(StageDevice.resolve(Kind.CPU, 3, List.of(0, 1))).isEqualTo(new StageDevice(Kind.CPU, 0));
    }

    @Test
    void subtasks_share_the_gpus_of_their_task_manager_in_turn() throws Exception {
        List<Integer> indices = List.of(5, 2);

        assertThat(StageDevice.resolve(Kind.GPU, 0, indices).index()).isEqualTo(2);
        assertThat(StageDevice.resolve(Kind.GPU, 1, indices).index()).isEqualTo(5);
        assertThat(StageDevice.resolve(Kind.GPU, 2, indices).index()).isEqualTo(2);
    }

    @Test
    void a_wanted_gpu_that_is_not_there_is_refused_with_what_to_do() {
        assertThatThrownBy(() -> StageDevice.resolve(Kind.GPU, 0, List.of()))
                .isInstanceOf(StageFailure.class)
                .hasMessageContaining("external-resources: gpu")
                .hasMessageContaining("stage.device: cpu");
    }
}
