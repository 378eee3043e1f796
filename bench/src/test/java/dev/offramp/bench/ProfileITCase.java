package dev.offramp.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offramp.cli.local.ProjectHome;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(ProjectHome.class)
class ProfileITCase {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path folder;

    @Test
    void core_time_and_stacks_are_told_under_two_policies() throws IOException {
        BenchRun run = BenchRun.of(folder, "profile", "--seconds=2", "--warm-up=0", "--parallelism=2");

        assertThat(run.exitCode()).as("%s%s", run.out(), run.err()).isZero();

        JsonNode report = run.json("profile.json");
        assertThat(report.findValuesAsText("policy")).containsExactly("recommended", "all closed");
        assertThat(report.at("/rows/0/bareLoopMicros/0").asDouble()).isPositive();
        assertThat(report.at("/rows/0/micros/stages and exits/0").asDouble()).isPositive();
        assertThat(run.out()).contains("outside the stages, recommended: ", "outside the stages, all closed: ");
        assertThat(folder.resolve("profile.collapsed")).content().contains("all closed;stages and exits");
    }
}
