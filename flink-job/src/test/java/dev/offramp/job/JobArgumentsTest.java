package dev.offramp.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobArgumentsTest {

    @TempDir
    private Path folder;

    @Test
    void a_later_file_stands_over_an_earlier_one_and_single_values_over_both() throws Exception {
        String open = file("open.yaml", "{stage: {batch: {max-size: 8}, device: cpu}, kafka.group-id: open}");
        String secret = file("secret.yaml", "kafka: {group-id: secret, properties: {sasl.mechanism: PLAIN}}");

        String[] arguments = {"--set", "stage.device=gpu", "--config", open, "--config", secret};

        assertThat(JobArguments.parse(arguments).toMap())
                .containsOnly(
                        entry("stage.batch.max-size", "8"),
                        entry("stage.device", "gpu"),
                        entry("kafka.group-id", "secret"),
                        entry("kafka.properties.sasl.mechanism", "PLAIN"));
    }

    @Test
    void anything_else_is_refused_by_its_name() {
        assertThatThrownBy(() -> JobArguments.parse(new String[] {"--bundle", "x"}))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("was '--bundle'");
        assertThatThrownBy(() -> JobArguments.parse(new String[] {"--config"}))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("was '--config'");
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }
}
