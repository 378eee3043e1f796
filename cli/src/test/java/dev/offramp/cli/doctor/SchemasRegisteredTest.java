package dev.offramp.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.kafka.KafkaSettings;
import dev.offramp.kafka.TopicSubjects;
import dev.offramp.registry.TestingRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemasRegisteredTest {

    @AutoClose
    private final TestingRegistry registry = TestingRegistry.start();

    @ParameterizedTest
    @CsvSource({"JOB, 4", "INGESTER, 3", "PUBLISHER, 1", "AUTHOR, 1"})
    void each_schema_that_is_to_be_written_and_is_not_there_is_wrong(Role role, int missing) {
        List<Finding> findings = findings(role, "kafka.value-format", "registry");

        assertThat(findings)
                .hasSize(missing)
                .allSatisfy(finding -> assertThat(finding.verdict()).isEqualTo(Verdict.WRONG))
                .allSatisfy(finding -> assertThat(finding.found()).contains("./offramp schemas register"));
    }

    @Test
    void what_the_start_would_register_is_not_missing_and_not_registered_here() {
        Configuration config = config("kafka.value-format", "registry");
        config.setString("kafka.registry.auto-register", "true");

        assertThat(findings(Role.JOB, config))
                .singleElement()
                .extracting(Finding::verdict)
                .isEqualTo(Verdict.OK);
        assertThat(registry.subjects()).isEmpty();
    }

    @Test
    void a_registry_that_has_everything_is_well() {
        Configuration config = config("kafka.value-format", "registry");
        new TopicSubjects(KafkaSettings.from(config, new ArrayList<>()).topics())
                .all()
                .forEach(subject ->
                        registry.register(subject.name(), subject.schema().toString()));

        assertThat(findings(Role.JOB, config))
                .singleElement()
                .extracting(Finding::found)
                .isEqualTo(registry.url() + " answers, and has 8 schemas of this release");
    }

    private List<Finding> findings(Role role, String key, String value) {
        return findings(role, config(key, value));
    }

    private static List<Finding> findings(Role role, Configuration config) {
        Findings findings = new Findings("schema registry");
        KafkaSettings kafka = KafkaSettings.from(config, new ArrayList<>());
        new SchemasRegistered().examine(new BrokerAsked(kafka, config, role, false), findings);
        return findings.all();
    }

    private Configuration config(String key, String value) {
        return Configuration.fromMap(Map.of("kafka.registry.url", registry.url(), key, value));
    }
}
