package dev.offramp.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What this process holds.
 *
 * @param heapMegabytes   after a collection
 * @param nativeMegabytes resident beside the heap
 */
record ProcessMemory(long heapMegabytes, long nativeMegabytes) {

    private static final long MEGABYTE = 1 << 20;

    static ProcessMemory now() {
        System.gc();
        var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        return new ProcessMemory(heap.getUsed() / MEGABYTE, (resident() - heap.getCommitted()) / MEGABYTE);
    }

    /** Not what is mapped from files: a broker maps its indexes. */
    private static long resident() {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("RssAnon:"))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
