package dev.offramp.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offramp.bundle.Bundle;
import dev.offramp.cli.home.Home;
import dev.offramp.cli.local.ProjectHome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(ProjectHome.class)
class ExitsITCase {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path folder;

    @Test
    void one_job_is_measured_under_three_policies_in_turn() throws Exception {
        BenchRun run = BenchRun.of(
                folder, "exits", "--pairs", "1", "--warm-up", "0", "--samples", "400", "--parallelism", "2");

        assertThat(run.exitCode()).as("%s%s", run.out(), run.err()).isZero();

        JsonNode report = run.json("exits.json");
        assertThat(report.findValuesAsText("contestant"))
                .containsExactly("exits, equal accuracy", "all exits closed", "exit 2 alone");
        assertThat(left(report, 0).get(0).asInt())
                .isGreaterThan(left(report, 0).get(1).asInt());
        assertThat(left(report, 1)).hasToString("[0,0,0,400]");
        assertThat(left(report, 2)).hasToString("[0,400]");
        Bundle bundle = Bundle.open(Path.of("..", Home.BUNDLE));
        assertThat(round(report, 1).get("meanMultiplyAdds").asLong()).isEqualTo(bundle.plainMultiplyAdds());
        assertThat(bundle.plainMultiplyAdds()).isLessThan((long) bundle.cumulativeMultiplyAdds()[bundle.earlyExits()]);
        assertThat(run.out()).contains("the job runs the plain network");
        assertThat(run.out()).contains("exit gain: ", "wall / arithmetic: ", "exits / single exit: ");
        assertThat(folder.resolve("exits.png")).isNotEmptyFile();
    }

    private static JsonNode left(JsonNode report, int contestant) {
        return round(report, contestant).get("left");
    }

    private static JsonNode round(JsonNode report, int contestant) {
        return report.at("/rows/" + contestant + "/rounds/0");
    }
}
