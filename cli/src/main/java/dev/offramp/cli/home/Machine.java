package dev.offramp.cli.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** What the figures were measured on. */
public final class Machine {

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    private Machine() {}

    /** Processor, cores, operating system and Java, in one line. */
    public static String description() {
        return processor() + ", " + Runtime.getRuntime().availableProcessors() + " cores, "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", Java "
                + System.getProperty("java.version");
    }

    /** What gives this process its native memory, which libtorch's speed hangs on. */
    public static String allocator() {
        return allocator(System.getenv());
    }

    /** By the variables of a process: a library that stands in for malloc, or the threshold that malloc is told. */
    static String allocator(Map<String, String> variables) {
        String preloaded = variables.getOrDefault("LD_PRELOAD", "");
        String threshold = variables.getOrDefault("MALLOC_MMAP_THRESHOLD_", "");
        return Stream.of("jemalloc", "tcmalloc", "mimalloc")
                .filter(preloaded::contains)
                .findFirst()
                .orElse(threshold.isEmpty() ? "malloc" : "malloc, mmap threshold " + threshold);
    }

    private static String processor() {
        try (var lines = Files.lines(CPU_INFO)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst()
                    .orElse("unknown processor");
        } catch (IOException noSuchFile) {
            return "unknown processor";
        }
    }
}
