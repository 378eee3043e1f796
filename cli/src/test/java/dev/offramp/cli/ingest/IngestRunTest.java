package dev.offramp.cli.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.offramp.cli.terminal.Screen;
import dev.offramp.schema.EndOfStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import org.apache.kafka.clients.producer.Callback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class IngestRunTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path folder;

    private final AnsweringTopic topic = new AnsweringTopic();

    @Test
    void streams_end_in_good_order_when_something_unexpected_happens() throws Exception {
        CameraSettings usual = TestingCameras.camera(
                "gate", TestingVideo.write(folder.resolve("a.mp4"), 500, 25).toString());
        var slow = new ReadSettings(
                ReadSettings.Tempo.REAL_TIME,
                usual.reading().deadline(),
                usual.reading().options());
        var camera = new CameraSettings("gate", usual.source(), usual.pictures(), slow);
        IngestRun.Cameras cameras = () -> {
            if (topic.values.isEmpty()) {
                return Optional.of(List.of(camera));
            }
            throw new IllegalStateException("unexpected");
        };

        try (var dispatcher = new Dispatcher(topic)) {
            var screen = Screen.on(new PrintWriter(new StringWriter()));
            var run = new IngestRun(cameras, dispatcher, new Fleet(dispatcher, new FileTurns(1)), "frames", screen);

            assertThatIllegalStateException().isThrownBy(run::run).withMessage("unexpected");

            assertThat(dispatcher.drain(Duration.ofSeconds(10))).isTrue();
            assertThat(EndOfStream.fromByteBuffer(topic.values.getLast()).getStream())
                    .isEqualTo("gate");
        }
    }

    /** Takes everything at once. */
    private static final class AnsweringTopic implements FrameTopic {

        final BlockingDeque<ByteBuffer> values = new LinkedBlockingDeque<>();

        @Override
        public void send(String stream, ByteBuffer value, Callback answer) {
            values.add(value);
            answer.onCompletion(null, null);
        }

        @Override
        public void close() {}
    }
}
