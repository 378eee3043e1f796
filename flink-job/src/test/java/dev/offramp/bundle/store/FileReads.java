package dev.offramp.bundle.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Bytes that the current thread has read from files, as Linux counts them. */
final class FileReads {

    private static final Path COUNTS = Path.of("/proc/thread-self/io");

    private final long before = now();

    FileReads() throws IOException {}

    long bytes() throws IOException {
        return now() - before;
    }

    private static long now() throws IOException {
        return Files.readAllLines(COUNTS).stream()
                .filter(line -> line.startsWith("rchar: "))
                .mapToLong(line -> Long.parseLong(line.substring("rchar: ".length())))
                .findFirst()
                .orElseThrow();
    }
}
