package dev.offramp.it.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What the kernel knows of a process. */
record ProcessVitals(long pid) {

    /** What it has of the machine's memory, MiB. */
    double residentMebibytes() throws IOException {
        return status("VmRSS") / 1024;
    }

    double threads() throws IOException {
        return status("Threads");
    }

    double openFiles() throws IOException {
        try (Stream<Path> files = Files.list(folder().resolve("fd"))) {
            return files.count();
        }
    }

    private double status(String name) throws IOException {
        return Files.readAllLines(folder().resolve("status")).stream()
                .filter(line -> line.startsWith(name + ":"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow(() -> new IOException("process " + pid + " has no " + name));
    }

    private Path folder() {
        return Path.of("/proc", Long.toString(pid));
    }
}
