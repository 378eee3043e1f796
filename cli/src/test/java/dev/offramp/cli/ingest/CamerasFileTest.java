package dev.offramp.cli.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.video.FrameSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CamerasFileTest {

    private static final GateSettings GATE_OFF = new GateSettings(GateSettings.OFF, Duration.ofSeconds(10));

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path folder;

    private final CamerasFile file = new CamerasFile(
            "cameras.yaml", TestingCameras.usual(), new Placeholders(Map.of("GATE_PASSWORD", "s$cret\\1")));

    @Test
    void every_key_is_read() {
        var camera = file.read("""
                        defaults: {rate: 2, options: {rtsp_transport: udp, buffer_size: 65536}}
                        cameras:
                          - stream: gate
                            source: rtsp://viewer:${GATE_PASSWORD}@10.0.0.5/live
                            rate: all
                            short-side: as-it-is
                            quality: 70
                            pace: real-time
                            deadline: 3s
                            options: {rtsp_transport: tcp}
                        """).get(0);

        assertThat(camera.stream()).isEqualTo("gate");
        assertThat(camera.source().text()).isEqualTo("rtsp://viewer:s$cret\\1@10.0.0.5/live");
        assertThat(camera.pictures())
                .isEqualTo(
                        new PictureSettings(RecordForm.FRAME, PictureSettings.ALL, FrameSize.AS_IT_IS, 70, GATE_OFF));
        assertThat(camera.reading())
                .isEqualTo(new ReadSettings(
                        ReadSettings.Tempo.REAL_TIME,
                        Duration.ofSeconds(3),
                        Map.of("rtsp_transport", "tcp", "buffer_size", "65536")));
    }

    @Test
    void what_a_camera_does_not_say_the_defaults_say_and_then_the_command_line() {
        var cameras = file.read("""
                defaults: {rate: 2}
                cameras:
                  - {stream: 7, source: rtsp://a/1, quality: 60}
                  - {stream: b, source: rtsp://b/1}
                """);

        assertThat(cameras).extracting(CameraSettings::stream).containsExactly("7", "b");
        assertThat(cameras.get(0).pictures()).isEqualTo(new PictureSettings(RecordForm.FRAME, 2, 256, 60, GATE_OFF));
        assertThat(cameras.get(1).pictures()).isEqualTo(new PictureSettings(RecordForm.FRAME, 2, 256, 85, GATE_OFF));
        assertThat(cameras.get(1).reading()).isEqualTo(TestingCameras.usual().reading());
    }

    @Test
    void a_gate_is_off_automatic_or_a_difference() {
        var cameras = file.read("""
                defaults: {gate: auto, heartbeat: 1min}
                cameras:
                  - {stream: a, source: rtsp://a}
                  - {stream: b, source: rtsp://b, gate: off}
                  - {stream: c, source: rtsp://c, gate: 1.5, heartbeat: 5s}
                """);

        assertThat(cameras)
                .extracting(camera -> camera.pictures().gate())
                .containsExactly(
                        new GateSettings(GateSettings.AUTO, Duration.ofMinutes(1)),
                        new GateSettings(GateSettings.OFF, Duration.ofMinutes(1)),
                        new GateSettings(1.5, Duration.ofSeconds(5)));
    }

    @Test
    void segments_are_refused_together_with_what_means_nothing_for_them() {
        assertThatThrownBy(() -> file.read("""
                        defaults: {short-side: 128}
                        cameras:
                          - {stream: gate, source: rtsp://a, as: segment, rate: 2}
                          - {stream: hall, source: rtsp://b, as: segment, short-side: 64, quality: 50}
                          - {stream: yard, source: rtsp://c, as: video}
                        """))
                .hasMessageEndingWith(
                        "cameras.yaml: camera 2 (hall): short-side means nothing for segments, whose pictures"
                                + " are not decoded; camera 2 (hall): quality means nothing for segments, whose pictures are not"
                                + " decoded; camera 3 (yard): as: 'video' is no form of a record: frame or segment");
        assertThat(file.read("{defaults: {as: segment}, cameras: [{stream: a, source: b}]}"))
                .extracting(camera -> camera.pictures().form())
                .containsExactly(RecordForm.SEGMENT);
    }

    @Test
    void a_folder_becomes_a_stream_for_each_of_its_videos() throws IOException {
        Files.createDirectories(folder.resolve("day"));
        for (String name : new String[] {"a.mp4", "b.MKV", "notes.txt", "day/c.avi", "day/c.mp4", "ts"}) {
            Files.createFile(folder.resolve(name));
        }

        assertThat(file.read("cameras: [{stream: clips, source: " + folder + "}]"))
                .extracting(CameraSettings::stream)
                .containsExactlyInAnyOrder("clips/a", "clips/b", "clips/day/c.avi", "clips/day/c.mp4");
    }

    @Test
    void all_that_is_wrong_is_told_at_once_with_its_entry() {
        assertThatThrownBy(() -> file.read("""
                        defaults: {stream: x, quality: 0}
                        cameras:
                          - {stream: gate, source: "rtsp://v:${NOBODY}@a", rat: 3}
                          - {source: rtsp://b, rate: -1, deadline: 5 parsec}
                          - {stream: hall, source: rtsp://c, short-side: 3, pace: slow, gate: "on", heartbeat: 1ms, options: tcp}
                          - {stream: hall, source: rtsp://d}
                          - {stream: hall, source: rtsp://e}
                          - just text
                        """))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContainingAll(
                        "cameras.yaml: ",
                        "defaults: unknown key stream",
                        "defaults: quality: '0' is no quality",
                        "camera 1 (gate): unknown key rat; there are as, deadline, gate, heartbeat, options, pace, quality, rate,"
                                + " short-side, source, stream",
                        "camera 1 (gate): source: the environment has no NOBODY",
                        "camera 2: there is no stream",
                        "camera 2: rate: '-1' is no number of pictures a second",
                        "camera 2: deadline: '5 parsec' is no time span",
                        "camera 3 (hall): short-side: '3' is no number of pixels",
                        "camera 3 (hall): gate: 'on' is no gate: off, auto, or",
                        "camera 3 (hall): heartbeat: '1ms' is no heartbeat: it must be from 100ms to 1h",
                        "camera 3 (hall): pace: 'slow' is no pace",
                        "camera 3 (hall): options must be names with values",
                        "stream hall is there 3 times",
                        "camera 6: there is no stream");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'cameras: [' | is no YAML",
                "'a: 1\na: 2' | is no YAML",
                "'- a' | must hold cameras:",
                "'' | must hold cameras:",
                "'camera: []' | the file: unknown key camera",
                "'cameras: 3' | there must be a list of them",
                "'{defaults: 3, cameras: []}' | defaults: must be keys with values",
                "'cameras: [{stream: [a], source: b}]' | stream must be one value"
            })
    void what_is_no_such_file_is_refused(String yaml, String message) {
        assertThatThrownBy(() -> file.read(yaml))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining(message);
    }

    @Test
    void a_file_may_name_no_camera_yet() {
        assertThat(file.read("cameras: []")).isEmpty();
    }

    @Test
    void it_is_read_again_only_when_it_has_changed_and_a_bad_one_is_told_once() throws IOException {
        Path path = Files.writeString(folder.resolve("cameras.yaml"), "cameras: []");
        var watch = new CamerasFileWatch(path, file);
        assertThat(watch.changed()).isPresent();
        assertThat(watch.changed()).isEmpty();

        Files.writeString(path, "cameras: [{}]");
        assertThat(watch.changed()).as("somebody may be writing it").isEmpty();
        assertThatThrownBy(watch::changed).hasMessageContaining("camera 1: there is no stream");
        assertThat(watch.changed()).isEmpty();

        Files.delete(path);
        assertThat(watch.changed()).as("somebody may be moving another here").isEmpty();
        assertThatThrownBy(watch::changed).hasMessageContaining("cannot be read");
        assertThat(watch.changed()).isEmpty();

        Files.writeString(path, "cameras: [{stream: a, source: rtsp://a}]");
        assertThat(watch.changed()).isEmpty();
        assertThat(watch.changed())
                .hasValueSatisfying(cameras -> assertThat(cameras).hasSize(1));
    }
}
