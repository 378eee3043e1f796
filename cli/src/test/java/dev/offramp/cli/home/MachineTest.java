package dev.offramp.cli.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MachineTest {

    @Test
    void the_allocator_is_the_library_that_stands_in_for_malloc_or_what_malloc_is_told() {
        assertThat(Machine.allocator(Map.of())).isEqualTo("malloc");
        assertThat(Machine.allocator(Map.of("MALLOC_MMAP_THRESHOLD_", "1073741824")))
                .isEqualTo("malloc, mmap threshold 1073741824");
        assertThat(Machine.allocator(Map.of(
                        "LD_PRELOAD",
                        "/usr/lib/x86_64-linux-gnu/libjemalloc.so",
                        "MALLOC_MMAP_THRESHOLD_",
                        "1073741824")))
                .isEqualTo("jemalloc");
    }
}
