package dev.offramp.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;

/**
 * The wall clock of processes that are started with {@link #environment}: {@code jumping_clock.c}, preloaded. Wants a C compiler.
 *
 * @param library compiled
 * @param shift   a file that holds the seconds by which it is off
 */
record JumpingClock(Path library, Path shift) {

    private static final Path SOURCE = Path.of("src/test/c/jumping_clock.c");

    /** Whether one can be made here. */
    static boolean isPossible() {
        try {
            return new ProcessBuilder("cc", "--version").start().waitFor() == 0;
        } catch (IOException noCompiler) {
            return false;
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** One that is right. */
    static JumpingClock compiledIn(Path folder) throws IOException, InterruptedException {
        Path target = Files.createDirectories(folder).toAbsolutePath().normalize();
        Path library = target.resolve("jumping-clock.so");
        Process compiler = new ProcessBuilder(
                        "cc",
                        "-shared",
                        "-fPIC",
                        "-O2",
                        "-Wall",
                        "-Werror",
                        "-o",
                        library.toString(),
                        SOURCE.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(compiler.waitFor()).as(said).isZero();
        JumpingClock clock = new JumpingClock(library, target.resolve("jumping-clock"));
        clock.jumpTo(Duration.ZERO);
        return clock;
    }

    /** Options of {@code ./offramp cluster up}. */
    List<String> environment() {
        return List.of("--env", "LD_PRELOAD=" + library, "--env", "JUMPING_CLOCK=" + shift);
    }

    /** From now on it is off by so many seconds. */
    void jumpTo(Duration off) throws IOException {
        ByteBuffer seconds = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.nativeOrder())
                .putLong(off.toSeconds())
                .flip();
        try (FileChannel file = FileChannel.open(shift, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            file.write(seconds); // in place: the processes have the file mapped
        }
    }
}
