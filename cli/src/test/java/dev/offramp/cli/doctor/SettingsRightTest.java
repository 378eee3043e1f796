package dev.offramp.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

class SettingsRightTest {

    private static final String BUNDLE = "../model-artifacts/bundles/fashion-mnist-branchy";

    private final Map<String, String> settings = new HashMap<>(
            Map.of("bundle.path", BUNDLE, "kafka.bootstrap-servers", "kafka:9092", "stage.precision", "float32"));

    @Test
    void a_job_that_can_be_made_is_described() {
        assertThat(found())
                .singleElement()
                .asString()
                .startsWith("ok       settings")
                .contains("float32");
    }

    @Test
    void every_problem_is_a_line() {
        settings.put("stage.batch.max-size", "0");
        settings.put("execution.checkpointing.unaligned.enabled", "true");

        assertThat(found())
                .hasSizeGreaterThanOrEqualTo(2)
                .allMatch(line -> line.startsWith("wrong    settings"))
                .anyMatch(line -> line.contains("stage.batch.max-size must be 1 to 4096, was 0"))
                .anyMatch(line -> line.contains("execution.checkpointing.unaligned.enabled must be false"));
    }

    @Test
    void a_precision_that_the_bundle_does_not_have_is_a_problem() {
        settings.put("stage.precision", "float16");

        assertThat(found())
                .singleElement()
                .asString()
                .startsWith("wrong")
                .contains("stage.precision is float16, bundle");
    }

    @Test
    void what_is_wrong_with_the_bundle_is_not_told_twice() {
        settings.put("bundle.path", "/no/such/folder");

        assertThat(found()).singleElement().asString().startsWith("skipped  settings");
    }

    private List<String> found() {
        Told told = Told.of(Configuration.fromMap(settings));
        BundleWhole bundle = new BundleWhole();
        Found.by(bundle, told);
        return Found.by(new SettingsRight(bundle), told);
    }
}
