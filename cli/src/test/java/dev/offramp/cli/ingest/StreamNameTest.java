package dev.offramp.cli.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.video.VideoAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamNameTest {

    @ParameterizedTest
    @CsvSource({
        "clips/holiday.mp4, holiday",
        "file:///data/day.one.mkv, day.one",
        "/data/.mp4, .mp4",
        "-, stdin",
        "rtsp://viewer:secret@10.0.0.5:554/live/1/, 10.0.0.5:554/live/1",
        "rtsp://viewer:p@ss@gate/live, gate/live",
        "http://gate/mjpg?user=a&password=secret, gate/mjpg"
    })
    void a_stream_is_named_after_its_source_without_secrets(String source, String name) {
        assertThat(StreamName.of(new VideoAddress(source))).isEqualTo(name);
    }
}
