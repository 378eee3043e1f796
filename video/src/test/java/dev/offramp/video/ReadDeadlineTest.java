package dev.offramp.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nobody waits longer than he said he would. */
@Timeout(60)
class ReadDeadlineTest {

    private static final int MANY = 40; // more than JavaCPP has callbacks of a kind

    @TempDir
    private Path folder;

    @Test
    void a_server_that_takes_the_call_and_never_says_a_word_is_given_up() throws IOException {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            assertThatExceptionOfType(VideoFailure.class)
                    .isThrownBy(() -> VideoInput.open(
                            new VideoAddress("http://user:word@127.0.0.1:" + silent.getLocalPort() + "/video"),
                            Duration.ofMillis(300),
                            Map.of()))
                    .satisfies(failure -> assertThat(failure.kind()).isEqualTo(VideoFailure.Kind.TIMED_OUT))
                    .withMessageContaining("user:***@")
                    .withMessageNotContaining("word");
        }
    }

    @Test
    void nobody_at_the_address_is_unreachable() throws IOException {
        int port;
        try (var gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }
        assertThatExceptionOfType(VideoFailure.class)
                .isThrownBy(() -> VideoInput.open(
                        new VideoAddress("rtsp://127.0.0.1:" + port + "/1"), Duration.ofSeconds(5), Map.of()))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(VideoFailure.Kind.UNREACHABLE));
    }

    @Test
    void many_inputs_are_open_at_once_each_with_its_own_deadline() throws Exception {
        Path file = StripedVideo.of(12).in(folder.resolve("video.mp4"));
        List<FrameStream> open = new ArrayList<>();
        try {
            for (int i = 0; i < MANY; i++) {
                open.add(FrameStream.decode(
                        VideoInput.open(new VideoAddress(file.toString()), Duration.ofSeconds(30), Map.of()),
                        1_000_000));
            }
            for (FrameStream frames : open) {
                assertThat(frames.advance()).isTrue();
            }
        } finally {
            open.forEach(FrameStream::close);
        }
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            assertThatExceptionOfType(VideoFailure.class)
                    .isThrownBy(() -> VideoInput.open(
                            new VideoAddress("http://127.0.0.1:" + silent.getLocalPort() + "/video"),
                            Duration.ofMillis(300),
                            Map.of()))
                    .satisfies(failure -> assertThat(failure.kind()).isEqualTo(VideoFailure.Kind.TIMED_OUT));
        }
    }
}
