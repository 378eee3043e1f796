package dev.offramp.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CamerasTest {

    @Test
    void the_hot_camera_sends_ten_times_what_each_of_the_others_does() {
        List<String> round = Cameras.withOneHot("c-", 8, 10);

        Map<String, Long> frames =
                round.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(frames).hasSize(8).containsEntry("c-0", 10L);
        assertThat(frames.entrySet())
                .filteredOn(entry -> !entry.getKey().equals("c-0"))
                .allSatisfy(other -> assertThat(other.getValue()).isEqualTo(1));
    }

    @Test
    void the_others_come_evenly_among_its_frames() {
        List<String> round = Cameras.withOneHot("c-", 8, 10);

        assertThat(Collections.indexOfSubList(round, Collections.nCopies(3, "c-0")))
                .isEqualTo(-1);
    }
}
