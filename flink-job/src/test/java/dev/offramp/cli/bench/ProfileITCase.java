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

class ProfileITCase {

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
    void core_time_and_stacks_are_told_under_two_policies() throws IOException {
        assertThat(profile()).as("%s%s", out, err).isZero();

        JsonNode report =
                new ObjectMapper().readTree(folder.resolve("profile.json").toFile());
        assertThat(report.findValuesAsText("policy")).containsExactly("recommended", "all closed");
        assertThat(report.at("/rows/0/bareLoopMicros/0").asDouble()).isPositive();
        assertThat(report.at("/rows/0/micros/stages and exits/0").asDouble()).isPositive();
        assertThat(out.toString()).contains("outside the stages, recommended: ", "outside the stages, all closed: ");
        assertThat(folder.resolve("profile.collapsed")).content().contains("all closed;stages and exits");
    }

    private int profile() {
        return new CommandLine(new BenchCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute("profile", "--seconds=2", "--warm-up=0", "--parallelism=2", "--out=" + folder);
    }
}
