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

class PlanCheckITCase {

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
    void the_plan_is_compared_with_the_job_under_three_policies() throws IOException {
        assertThat(plan()).as("%s%s", out, err).isZero();

        JsonNode report =
                new ObjectMapper().readTree(folder.resolve("plan.json").toFile());
        assertThat(report.findValuesAsText("policy"))
                .containsExactly("all exits closed", "the bundle's policy", "exits, -0.5 points");
        assertThat(report.at("/rows/0/rounds/0/left")).hasToString("[0,0,0,400]");
        assertThat(report.at("/rows/1/predictedPerSecond/0").asDouble()).isPositive();
        assertThat(report.at("/rows/1/predictedBatches")).hasSize(4);
        assertThat(out.toString()).contains("plan, the bundle's policy: ", "overhead of a sample: ");
        assertThat(folder.resolve("plan.png")).isNotEmptyFile();
    }

    private int plan() {
        return new CommandLine(new BenchCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(
                        "plan",
                        "--pairs=1",
                        "--warm-up=0",
                        "--samples=400",
                        "--parallelism=2",
                        "--set=stage.batch.max-size=4",
                        "--out=" + folder);
    }
}
