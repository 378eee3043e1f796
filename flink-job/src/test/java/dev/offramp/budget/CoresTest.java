package dev.offramp.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CoresTest {

    private static final List<Integer> PARTS = IntStream.range(0, 1_000).boxed().toList();

    @Test
    void on_one_core_all_is_done_by_the_thread_that_begins_it() {
        assertThat(Cores.ONE
                        .over(PARTS.parallelStream())
                        .map(part -> Thread.currentThread())
                        .collect(Collectors.toSet()))
                .containsExactly(Thread.currentThread());
    }

    @Test
    void on_all_cores_parts_are_worked_on_beside_each_other() {
        assertThat(Cores.ALL.over(PARTS.stream()).isParallel()).isTrue();
    }
}
