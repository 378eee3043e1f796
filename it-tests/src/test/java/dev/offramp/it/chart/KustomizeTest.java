package dev.offramp.it.chart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Helm renders is a base for kustomize, which changes it as its users are used to. */
class KustomizeTest {

    private static final String OVERLAY = """
        resources: [offramp.yaml]
        namespace: elsewhere
        patches:
          - target: {kind: FlinkDeployment}
            patch: |
              - {op: replace, path: /spec/job/parallelism, value: 12}
        """;

    @TempDir
    private Path folder;

    @Test
    void an_overlay_moves_the_rendered_chart_and_changes_a_value() throws Exception {
        assumeThat(run("kubectl", "version", "--client"))
                .as("kubectl is not installed")
                .isZero();
        StringBuilder base = new StringBuilder();
        for (JsonNode object : Chart.with(ChartValues.EVERYTHING).objects()) {
            base.append("---\n")
                    .append(Manifests.YAML.writeValueAsString(object).replaceFirst("^---\n", ""));
        }
        Files.writeString(folder.resolve("offramp.yaml"), base);
        Files.writeString(folder.resolve("kustomization.yaml"), OVERLAY);

        assertThat(run("kubectl", "kustomize", folder.toString())).as(said()).isZero();

        Manifests built = Manifests.read(said());
        assertThat(built.objects())
                .hasSameSizeAs(Chart.with(ChartValues.EVERYTHING).objects());
        assertThat(built.flink().at("/job/parallelism").asInt()).isEqualTo(12);
        assertThat(built.objects())
                .allSatisfy(object ->
                        assertThat(object.at("/metadata/namespace").asText()).isEqualTo("elsewhere"));
    }

    private int run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("said").toFile())
                    .start()
                    .waitFor();
        } catch (IOException e) { // there is no such program
            return -1;
        }
    }

    private String said() throws IOException {
        return Files.readString(folder.resolve("said"), UTF_8);
    }
}
