package dev.offramp.cli.ingest;

import static dev.offramp.cli.ingest.TestingCameras.status;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offramp.cli.ingest.CameraStatus.Condition;
import dev.offramp.cli.ingest.CameraStatus.Format;
import dev.offramp.cli.ingest.CameraStatus.Frames;
import dev.offramp.cli.ingest.CameraStatus.Pulse;
import dev.offramp.cli.terminal.CommandFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StatusTest {

    private static final List<CameraStatus> TWO = List.of(
            status("gate", CameraState.RUNNING, ""), status("hall", CameraState.WAITING, "refused; again in 4 s"));

    @Test
    void the_table_has_a_row_a_camera_its_reason_and_a_total() {
        assertThat(new StatusTable(TWO).lines(20))
                .containsExactly(
                        "stream             state           size codec  fps in    out published dropped damaged again   last",
                        "gate               RUNNING    1920x1080 h264     25.0    5.0     1,000       7       3     2  1.5 s",
                        "hall               WAITING    1920x1080 h264     25.0    5.0     1,000       7       3     2  1.5 s",
                        "    refused; again in 4 s",
                        "2 streams: 1 WAITING, 1 RUNNING  50.0 fps in, 10.0 out  2,000 published, 14 dropped, 6 damaged")
                .allSatisfy(line -> assertThat(line.length()).isLessThan(100));
    }

    @Test
    void what_gates_left_out_has_a_column_where_there_is_any() {
        CameraStatus gated = gated(TWO.get(0), 123_456);

        List<String> lines = new StatusTable(List.of(gated, TWO.get(1))).lines(20);

        assertThat(lines.get(0)).endsWith(" last unchanged");
        assertThat(lines.get(1)).endsWith(" 1.5 s   123,456");
        assertThat(lines.get(2)).endsWith(" 1.5 s         0");
        assertThat(lines.get(4)).endsWith(" damaged, 123,456 unchanged");
        assertThat(new MetricsText(List.of(gated)).text())
                .contains("offramp_ingest_frames_unchanged_total{stream=\"gate\"} 123456\n");
    }

    private static CameraStatus gated(CameraStatus of, long unchanged) {
        var frames = of.frames();
        return new CameraStatus(
                of.stream(),
                of.source(),
                of.condition(),
                of.format(),
                new Frames(frames.read(), frames.published(), frames.dropped(), frames.damaged(), unchanged),
                of.pulse());
    }

    @Test
    void a_camera_without_a_picture_yet_has_no_size_and_no_age() {
        var fresh = new CameraStatus(
                "a-very-long-name-of-a-camera",
                "x",
                new Condition(CameraState.CONNECTING, ""),
                Format.UNKNOWN,
                new Frames(0, 0, 0, 0, 0),
                new Pulse(0, 0, 0, -1));

        assertThat(new StatusTable(List.of(fresh)).lines(20).get(1))
                .isEqualTo(
                        "…-name-of-a-camera CONNECTING                     0.0    0.0         0       0       0     0      -");
    }

    @Test
    void trouble_comes_first_where_there_is_not_room_for_all() {
        var many = IntStream.range(0, 30)
                .mapToObj(i -> status("c" + i, i == 29 ? CameraState.STUCK : CameraState.RUNNING, ""))
                .toList();

        List<String> lines = new StatusTable(many).lines(5);

        assertThat(lines).hasSize(8);
        assertThat(lines.get(1)).startsWith("c29 ");
        assertThat(lines.get(6)).isEqualTo("... and 25 more");
    }

    @Test
    void prometheus_reads_every_count_with_its_stream() {
        String text = new MetricsText(List.of(status("a\"b\\c", CameraState.RUNNING, ""))).text();

        assertThat(text)
                .contains(
                        "# TYPE offramp_ingest_frames_published_total counter\n",
                        "offramp_ingest_frames_read_total{stream=\"a\\\"b\\\\c\"} 1250\n",
                        "offramp_ingest_frames_published_total{stream=\"a\\\"b\\\\c\"} 1000\n",
                        "offramp_ingest_frames_dropped_total{stream=\"a\\\"b\\\\c\"} 7\n",
                        "offramp_ingest_frames_damaged_total{stream=\"a\\\"b\\\\c\"} 3\n",
                        "offramp_ingest_reconnects_total{stream=\"a\\\"b\\\\c\"} 2\n",
                        "offramp_ingest_frames_per_second_in{stream=\"a\\\"b\\\\c\"} 25\n",
                        "offramp_ingest_last_frame_age_seconds{stream=\"a\\\"b\\\\c\"} 1.500\n",
                        "offramp_ingest_state{stream=\"a\\\"b\\\\c\",state=\"RUNNING\"} 1\n",
                        "offramp_ingest_state{stream=\"a\\\"b\\\\c\",state=\"STUCK\"} 0\n");
        assertThat(text.lines())
                .allMatch(line -> line.matches(
                        "# (HELP|TYPE) offramp_ingest_[a-z_]+ .*" + "|offramp_ingest_[a-z_]+\\{.*} -?[0-9.]+"));
    }

    @Test
    void a_running_one_tells_over_http_how_it_goes() throws IOException {
        try (var server = StatusServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), () -> TWO)) {
            String address = "http://127.0.0.1:" + server.port();

            assertThat(new StatusClient(URI.create(address)).cameras()).isEqualTo(TWO);
            try (var metrics = new URL(address + "/metrics").openStream()) {
                assertThat(new String(metrics.readAllBytes(), UTF_8)).isEqualTo(new MetricsText(TWO).text());
            }
        }
    }

    @Test
    void nobody_there_is_one_line() {
        assertThatThrownBy(() -> new StatusClient(URI.create("http://127.0.0.1:1")).cameras())
                .isInstanceOf(CommandFailure.class)
                .hasMessage(
                        "no ingest answers at http://127.0.0.1:1: does it run, with --listen, and is the address right?");
        assertThatThrownBy(() -> new StatusClient(URI.create("gate")))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("--status must look like");
    }

    @Test
    void a_log_gets_a_line_a_change_of_state() {
        var lines = new StateLines();

        assertThat(lines.changes(TWO)).containsExactly("gate is RUNNING", "hall is WAITING: refused; again in 4 s");
        assertThat(lines.changes(TWO)).isEmpty();
        assertThat(lines.changes(List.of(status("gate", CameraState.STUCK, "silent"))))
                .containsExactly("gate is STUCK: silent");
        assertThat(lines.changes(TWO)).hasSize(2);
    }

    @Test
    void a_rate_is_that_of_the_last_seconds() {
        var rate = new FrameRate();
        assertThat(rate.perSecond(0, 0)).isZero();
        assertThat(rate.perSecond(10, 1_000_000_000L)).isEqualTo(10);
        for (int second = 2; second <= 20; second++) {
            rate.perSecond(10 + 25L * (second - 1), second * 1_000_000_000L);
        }
        assertThat(rate.perSecond(10 + 25 * 20, 21_000_000_000L)).isEqualTo(25);
    }

    @Test
    void a_thread_that_is_away_for_twice_its_deadline_is_stuck() {
        var away = new SourceWait(Duration.ofNanos(200));
        away.begins(1_000);

        assertThat(away.beyondBounds(1_200)).isZero();
        assertThat(away.beyondBounds(1_201)).isEqualTo(Duration.ofNanos(201));
        away.ends();
        assertThat(away.beyondBounds(9_000)).isZero();
    }
}
