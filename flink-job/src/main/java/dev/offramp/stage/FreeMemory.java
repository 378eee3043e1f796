package dev.offramp.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Memory that this process may still take, as Linux tells it: what the machine has available, and what its container is allowed.
 *
 * @param meminfo of the machine
 * @param cgroup  folder of the container's control group, version 2
 */
record FreeMemory(Path meminfo, Path cgroup) {

    private static final String FORGETTABLE = "inactive_file ";
    private static final String AVAILABLE = "MemAvailable:";

    /** Of where this runs. */
    static FreeMemory here() {
        return new FreeMemory(Path.of("/proc/meminfo"), Path.of("/sys/fs/cgroup"));
    }

    /** Bytes; empty where nobody tells. */
    OptionalLong bytes() {
        OptionalLong machine = available();
        OptionalLong container = allowed();
        if (machine.isEmpty() || container.isEmpty()) {
            return machine.isPresent() ? machine : container;
        }
        return OptionalLong.of(Math.min(machine.getAsLong(), container.getAsLong()));
    }

    private OptionalLong available() {
        try (Stream<String> lines = Files.lines(meminfo)) {
            return lines.filter(line -> line.startsWith(AVAILABLE))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst();
        } catch (IOException | RuntimeException untold) {
            return OptionalLong.empty();
        }
    }

    /** Without a limit the file says {@code max}. Files that were read or written lately may be forgotten, as the kubelet counts too. */
    private OptionalLong allowed() {
        try {
            long limit = number("memory.max");
            return OptionalLong.of(Math.max(0, limit - number("memory.current") + forgettable()));
        } catch (IOException | RuntimeException untold) {
            return OptionalLong.empty();
        }
    }

    private long forgettable() throws IOException {
        try (Stream<String> lines = Files.lines(cgroup.resolve("memory.stat"))) {
            return lines.filter(line -> line.startsWith(FORGETTABLE))
                    .mapToLong(line -> Long.parseLong(line.substring(FORGETTABLE.length())))
                    .findFirst()
                    .orElse(0);
        }
    }

    private long number(String file) throws IOException {
        return Long.parseLong(Files.readString(cgroup.resolve(file)).strip());
    }
}
