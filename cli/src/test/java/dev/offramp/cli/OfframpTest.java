package dev.offramp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OfframpTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void the_help_names_every_command_and_those_of_the_launcher() {
        assertThat(offramp("--help")).isZero();
        assertThat(out.toString()).contains("demo ", "publish ", "ingest ", "run ", "policy ", "zoo ", "test ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "publish", "ingest", "run", "jobs", "stop", "policy", "calibrate", "evaluate"})
    void every_command_explains_itself(String command) {
        assertThat(offramp(command, "--help")).isZero();
        assertThat(out.toString()).startsWith("Usage: offramp " + command).contains("Examples:");
    }

    @Test
    void a_failure_is_one_line_and_exit_code_1() {
        assertThat(offramp("publish", "/nowhere")).isEqualTo(1);
        assertThat(err.toString().strip()).isEqualTo("offramp: there is no file or folder /nowhere");
    }

    @ParameterizedTest
    @CsvSource({
        "rtsp://viewer:secret@gate/live, rtsp://viewer:***@gate/live",
        "http://gate/mjpg, http://gate/mjpg",
        "clips/film.MP4, clips/film.MP4"
    })
    void publish_points_to_ingest_for_cameras_and_videos(String source, String shown) {
        assertThat(offramp("publish", source)).isEqualTo(1);
        assertThat(err.toString().strip())
                .isEqualTo("offramp: " + shown + " is a video or a camera: publish it with './offramp ingest'");
    }

    @Test
    void the_stack_trace_is_there_for_the_asking() {
        assertThat(offramp("publish", "/nowhere", "--debug")).isEqualTo(1);
        assertThat(err.toString()).contains("CommandFailure").contains("at dev.offramp.cli");
    }

    @Test
    void wrong_usage_is_exit_code_2_with_the_nearest_right_one() {
        assertThat(offramp("publsh")).isEqualTo(2);
        assertThat(err.toString()).contains("publsh").contains("publish").contains("--help");
    }

    @ParameterizedTest
    @CsvSource({
        "deploy --help, deploy, help",
        "publsh --help, publsh, publish",
        "--help publsh, publsh, publish",
        "policy shw --help, shw, policy show",
        "run --bundel x --help, --bundel, --bundle"
    })
    void what_is_unknown_is_an_error_beside_help_too(String line, String unknown, String nearest) {
        assertThat(offramp(line.split(" "))).isEqualTo(2);
        assertThat(err.toString()).contains("'" + unknown + "'").contains(nearest);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void settings_of_the_job_are_refused_all_at_once() {
        int exitCode =
                offramp("run", "--set", "stage.batch.max-size=0", "--set", "exit.top-k=0", "--bundle", "/nowhere");

        assertThat(exitCode).isEqualTo(1);
        assertThat(err.toString())
                .contains("stage.batch.max-size")
                .contains("exit.top-k")
                .contains("/nowhere");
    }

    @Test
    void a_savepoint_that_is_not_there_is_named_before_anything_starts() {
        assertThat(offramp("run", "--from", "/nowhere/savepoint-1", "--bundle", "/nowhere"))
                .isEqualTo(1);
        assertThat(err.toString().strip())
                .isEqualTo("offramp: there is no savepoint in /nowhere/savepoint-1: it has no file _metadata");
    }

    private int offramp(String... arguments) {
        return Offramp.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }
}
