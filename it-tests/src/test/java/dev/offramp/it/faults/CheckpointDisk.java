package dev.offramp.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A folder for checkpoints that is a small disk of its own (tmpfs), which can be full, or refuse to be written. Wants root. */
record CheckpointDisk(Path folder) {

    private static final String SIZE = "64m";
    private static final int ATTEMPTS = 200;

    /** An empty one; processes that are to see it have to be started later, for namespaces keep what is mounted to themselves. */
    static CheckpointDisk mountedAt(Path folder) throws IOException {
        CheckpointDisk disk = new CheckpointDisk(Files.createDirectories(folder).toRealPath());
        disk.unmount(); // what an interrupted run left
        run(List.of(
                "mount",
                "-t",
                "tmpfs",
                "-o",
                "size=" + SIZE,
                "tmpfs",
                disk.folder().toString()));
        return disk;
    }

    /** Where it is mounted; returns without it otherwise. */
    void unmount() {
        try {
            if (Files.readString(Path.of("/proc/mounts")).contains(" " + folder + " ")) {
                run(List.of("umount", folder.toString()));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Takes all that is free. */
    void fill() {
        try (OutputStream filler = Files.newOutputStream(filler())) {
            byte[] block = new byte[1 << 12];
            while (true) {
                filler.write(block);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left on device");
        }
    }

    /** From now on all writing fails. */
    void refuse() {
        for (int i = 0; i < ATTEMPTS && !isDone(List.of("mount", "-o", "remount,ro", folder.toString())); i++) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50)); // it cannot while a file is being written
        }
        assertThat(Files.isWritable(folder)).as(folder + " can be written").isFalse();
    }

    /** Undoes either. */
    void restore() {
        run(List.of("mount", "-o", "remount,rw", folder.toString()));
        try {
            Files.deleteIfExists(filler());
        } catch (IOException stuck) {
            throw new UncheckedIOException(stuck);
        }
    }

    private Path filler() {
        return folder.resolve("filler");
    }

    private static void run(List<String> command) {
        assertThat(isDone(command)).as(String.join(" ", command)).isTrue();
    }

    private static boolean isDone(List<String> command) {
        try {
            Process process = new ProcessBuilder(new ArrayList<>(command))
                    .redirectErrorStream(true)
                    .start();
            process.getInputStream().readAllBytes();
            return process.waitFor() == 0;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new AssertionError("stopped", hurried);
        }
    }
}
