package dev.offramp.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreeMemoryTest {

    @TempDir
    Path folder;

    @Test
    void a_machine_without_a_container_has_what_is_available() throws Exception {
        machine(2_000);
        write("memory.max", "max");

        assertThat(free().bytes()).hasValue(2_000 * 1024);
    }

    @Test
    void a_container_has_what_its_limit_leaves_where_that_is_less() throws Exception {
        machine(2_000);
        write("memory.max", "1000000");
        write("memory.current", "400000");
        write("memory.stat", "anon 300000\ninactive_file 100000\nactive_file 1000");

        assertThat(free().bytes()).hasValue(700_000);
    }

    @Test
    void a_container_that_is_above_its_limit_has_nothing() throws Exception {
        machine(2_000);
        write("memory.max", "1000000");
        write("memory.current", "1000001");
        write("memory.stat", "anon 1000001\ninactive_file 0");

        assertThat(free().bytes()).hasValue(0);
    }

    @Test
    void where_nobody_tells_nobody_knows() {
        assertThat(free().bytes()).isEmpty();
    }

    private FreeMemory free() {
        return new FreeMemory(folder.resolve("meminfo"), folder);
    }

    private void machine(long availableKib) throws Exception {
        write("meminfo", "MemTotal:  8000 kB\nMemFree:  10 kB\nMemAvailable:   " + availableKib + " kB\n");
    }

    private void write(String file, String content) throws Exception {
        Files.writeString(folder.resolve(file), content + "\n");
    }
}
