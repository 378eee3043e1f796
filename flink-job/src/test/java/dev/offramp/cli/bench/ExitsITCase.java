package dev.offramp.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ExitsITCase {

    private static final String HOME = "offramp.home";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void findTheProject() {
        System.setProperty(HOME, "..");
    }

    @AfterAll
    static void forgetTheProject() {
        System.clearProperty(HOME);
    }

    @Test
    void one_job_is_measured_under_three_policies_in_turn() throws IOException {
        assertThat(exits("--pairs", "1", "--warm-up", "0", "--samples", "400", "--parallelism", "2"))
                .as("%s%s", out, err)
                .isZero();

        JsonNode report =
                new ObjectMapper().readTree(folder.resolve("exits.json").toFile());
        assertThat(report.findValuesAsText("contestant"))
                .containsExactly("exits, equal accuracy", "all exits closed", "exit 2 alone");
        assertThat(left(report, 0).get(0).asInt())
                .isGreaterThan(left(report, 0).get(1).asInt());
        assertThat(left(report, 1)).hasToString("[0,0,0,400]");
        assertThat(left(report, 2)).hasToString("[0,400]");
        assertThat(out.toString()).contains("exit gain: ", "wall / arithmetic: ", "exits / single exit: ");
        assertThat(folder.resolve("exits.png")).isNotEmptyFile();
    }

    private static JsonNode left(JsonNode report, int contestant) {
        return report.at("/rows/" + contestant + "/rounds/0/left");
    }

    private int exits(String... options) {
        return new CommandLine(new BenchCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(concat(options));
    }

    private String[] concat(String... options) {
        String[] all = new String[options.length + 3];
        all[0] = "exits";
        all[1] = "--out";
        all[2] = folder.toString();
        System.arraycopy(options, 0, all, 3, options.length);
        return all;
    }
}
