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
class PlanCheckITCase {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path folder;

    @Test
    void the_plan_is_compared_with_the_job_under_policies_between_those_that_it_was_taken_from() throws IOException {
        BenchRun run = BenchRun.of(
                folder,
                "plan",
                "--pairs=1",
                "--warm-up=0",
                "--samples=400",
                "--parallelism=2",
                "--set=stage.batch.max-size=4");

        assertThat(run.exitCode()).as("%s%s", run.out(), run.err()).isZero();

        JsonNode report = run.json("plan.json");
        assertThat(report.findValuesAsText("policy"))
                .containsExactly(
                        "nobody leaves early", "exits, -0.5 points", "the bundle's policy", "half the multiply-adds");
        assertThat(report.at("/rows/0/rounds/0/left")).hasToString("[0,0,0,400]");
        assertThat(report.at("/rows/2/predictedPerSecond/0").asDouble()).isPositive();
        assertThat(report.at("/rows/2/predictedBatches")).hasSize(4);
        assertThat(run.out())
                .contains("plan, the bundle's policy: ", "overhead of a sample: ", "overhead of a stage: ");
        assertThat(folder.resolve("plan.png")).isNotEmptyFile();
    }
}
