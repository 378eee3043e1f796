package dev.offramp.video;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where FFmpeg says little, a failure says what to look for. */
class FailuresTest {

    @TempDir
    private Path folder;

    @Test
    void a_host_that_nobody_knows_is_asked_about_without_its_password() {
        assertThatExceptionOfType(VideoFailure.class)
                .isThrownBy(() -> open("rtsp://viewer:topsecret@no-such-host.invalid/live"))
                .withMessage("rtsp://viewer:***@no-such-host.invalid/live: Input/output error"
                        + " (is there a host of that name? did the connection break?)");
    }

    @Test
    void an_empty_file_is_asked_about() throws Exception {
        Path empty = Files.createFile(folder.resolve("empty.mp4"));

        assertThatExceptionOfType(VideoFailure.class)
                .isThrownBy(() -> open(empty.toString()))
                .withMessageEndingWith("(is it empty, cut off, or no video?)");
    }

    private static VideoInput open(String source) throws VideoFailure {
        return VideoInput.open(new VideoAddress(source), Duration.ofSeconds(5), Map.of());
    }
}
