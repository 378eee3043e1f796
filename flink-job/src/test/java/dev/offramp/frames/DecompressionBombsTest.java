package dev.offramp.frames;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Small files that would take gigabytes are refused where there are no gigabytes. */
class DecompressionBombsTest {

    @Test
    @Timeout(60)
    void bombs_are_refused_in_a_heap_that_has_no_room_for_them_and_the_next_picture_is_decoded() throws Exception {
        assertThat(linesOf(SmallHeap.class, "-Xmx64m"))
                .containsExactly("pixels: TOO_MANY_PIXELS", "tables: UNDECODABLE_IMAGE", "a good picture: decoded");
    }

    private static List<String> linesOf(Class<?> program, String heap) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java, heap, "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), program.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor(10, TimeUnit.SECONDS);
        return output.lines().toList();
    }
}
