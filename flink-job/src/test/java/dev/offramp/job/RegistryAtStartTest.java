package dev.offramp.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offramp.kafka.KafkaSettings;
import dev.offramp.kafka.StartWait;
import dev.offramp.kafka.TopicSubjects;
import dev.offramp.registry.KnownSchemas;
import dev.offramp.registry.RegistryException;
import dev.offramp.registry.TestingRegistry;
import dev.offramp.registry.Time;
import dev.offramp.registry.WrittenForm;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class RegistryAtStartTest {

    @AutoClose
    private final TestingRegistry registry = TestingRegistry.start();

    private final List<String> progress = new ArrayList<>();

    @Test
    void where_nothing_is_written_in_its_form_nobody_is_asked() throws SettingsException {
        KnownSchemas known = schemas("single-object", Duration.ofMinutes(1));

        assertThat(registry.requests()).isEmpty();
        assertThat(known.form()).isEqualTo(WrittenForm.SINGLE_OBJECT);
        assertThat(known.registry().url()).isEqualTo(registry.url());
    }

    @Test
    void schemas_that_are_registered_while_a_start_waits_are_found() throws SettingsException {
        KnownSchemas known = schemas("registry", Duration.ofMinutes(1));

        assertThat(known.byId()).hasSize(8);
        assertThat(progress)
                .singleElement()
                .asString()
                .startsWith("waiting for the schema registry, 0 s of 60 s (kafka.start-patience): ")
                .contains("does not have the schema of Classification");
    }

    @Test
    void without_patience_what_is_missing_is_told_at_once() {
        assertThatThrownBy(() -> schemas("registry", Duration.ZERO))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("does not have the schema of Classification");
        assertThat(progress).isEmpty();
    }

    @Test
    void an_address_where_no_registry_answers_is_not_waited_for() {
        registry.answerAlways(404, "<html>nothing here</html>");

        assertThatThrownBy(() -> schemas("registry", Duration.ofMinutes(1)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("is no schema registry");
        assertThat(progress).isEmpty();
    }

    @Test
    void what_is_read_with_the_help_of_a_registry_that_is_away_is_read_when_it_is_back() throws SettingsException {
        Deque<String> outages = new ArrayDeque<>(List.of("nobody answers"));

        String read = read(Duration.ofMinutes(1), () -> {
            if (!outages.isEmpty()) {
                throw RegistryException.passing(outages.remove(), Duration.ZERO);
            }
            return "policies";
        });

        assertThat(read).isEqualTo("policies");
        assertThat(progress)
                .containsExactly("waiting for the schema registry, 0 s of 60 s (kafka.start-patience): nobody answers");
    }

    @Test
    void what_no_waiting_mends_is_told_at_once() {
        assertThatThrownBy(() -> read(Duration.ofMinutes(1), () -> {
                    throw new RegistryException("a wrong password");
                }))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("a wrong password");
        assertThat(progress).isEmpty();
    }

    private String read(Duration patience, Supplier<String> reading) throws SettingsException {
        KafkaSettings kafka = kafka("single-object");
        return new RegistryAtStart(kafka, false).read(reading, waiting(patience, kafka));
    }

    private KnownSchemas schemas(String format, Duration patience) throws SettingsException {
        KafkaSettings kafka = kafka(format);
        return new RegistryAtStart(kafka, false).schemas(waiting(patience, kafka));
    }

    private StartWait waiting(Duration patience, KafkaSettings kafka) {
        return new StartWait(patience, new Registering(kafka), progress::add);
    }

    private KafkaSettings kafka(String format) {
        return KafkaSettings.from(
                Configuration.fromMap(Map.of(
                        "kafka.bootstrap-servers",
                        "localhost:9092",
                        "kafka.value-format",
                        format,
                        "kafka.registry.url",
                        registry.url())),
                new ArrayList<>());
    }

    /** Somebody registers the schemas in the first pause. */
    private final class Registering implements Time {

        private final KafkaSettings kafka;

        private Registering(KafkaSettings kafka) {
            this.kafka = kafka;
        }

        @Override
        public long nanos() {
            return 0;
        }

        @Override
        public void pause(Duration span) {
            new TopicSubjects(kafka.topics())
                    .all()
                    .forEach(subject ->
                            registry.register(subject.name(), subject.schema().toString()));
        }
    }
}
