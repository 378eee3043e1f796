package dev.offramp.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.policy.ConfidenceMeasure;
import dev.offramp.policy.Criterion;
import dev.offramp.policy.Temperatures;
import dev.offramp.policy.Thresholds;
import dev.offramp.sample.BundleId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CriterionJsonTest {

    @TempDir
    private Path folder;

    @Test
    void what_is_written_is_what_is_read() throws IOException {
        CriterionJson whole = new CriterionJson(
                new Criterion(
                        ConfidenceMeasure.MARGIN,
                        Temperatures.of(1.5f, 0.1f, 1),
                        Thresholds.of(0.9f, Thresholds.CLOSED)),
                Optional.of(new BundleId("tiny", "1.0.0")));

        assertThat(CriterionJson.read(file(whole.node().toString()))).isEqualTo(whole);
    }

    @Test
    void temperatures_and_bundle_may_be_left_out() throws IOException {
        assertThat(CriterionJson.read(file("{\"measure\": \"PATIENCE\", \"thresholds\": [2, null]}")))
                .isEqualTo(new CriterionJson(
                        Criterion.of(ConfidenceMeasure.PATIENCE, Thresholds.of(2, Thresholds.CLOSED)),
                        Optional.empty()));
    }

    @Test
    void what_is_no_criterion_is_named_with_its_file() throws IOException {
        Path file = file("{\"measure\": \"MARGIN\", \"thresholds\": [\"low\"]}");

        assertThatThrownBy(() -> CriterionJson.read(file))
                .isInstanceOf(CommandFailure.class)
                .hasMessage(file + " is no criterion: 'thresholds' has \"low\", which is no number");
    }

    private Path file(String json) throws IOException {
        return Files.writeString(folder.resolve("policy.json"), json);
    }
}
