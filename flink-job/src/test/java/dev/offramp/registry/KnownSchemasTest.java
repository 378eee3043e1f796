package dev.offramp.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownSchemasTest {

    private static final Schema SCHEMA = new Schema.Parser()
            .parse("{\"type\":\"record\",\"name\":\"Answer\",\"fields\":[{\"name\":\"a\",\"type\":\"int\"}]}");
    private static final List<Subject> ANSWERS = List.of(Subject.usual("answers", SCHEMA));

    @AutoClose
    private final TestingRegistry registry = TestingRegistry.start();

    private final List<String> problems = new ArrayList<>();

    @Test
    void a_schema_that_the_registry_lacks_is_a_problem_that_names_the_command() {
        ask(registry.settings(ValueFormat.REGISTRY), ANSWERS, List.of());

        assertThat(problems)
                .containsExactly(
                        "the schema registry at " + registry.url() + " does not have the schema of Answer under"
                                + " answers-value: register it with './offramp schemas register', or set"
                                + " kafka.registry.auto-register");
        assertThat(registry.subjects()).isEmpty();
    }

    @Test
    void it_is_registered_where_that_is_wanted() {
        var settings = new RegistrySettings(ValueFormat.REGISTRY, registry.url(), "", "", "", true);

        KnownSchemas known = ask(settings, ANSWERS, List.of());

        assertThat(problems).isEmpty();
        assertThat(registry.subjects()).containsExactly("answers-value");
        assertThat(known.form()).isNotEqualTo(WrittenForm.SINGLE_OBJECT);
    }

    @Test
    void what_is_only_read_may_be_missing() {
        ask(registry.settings(ValueFormat.REGISTRY), List.of(), ANSWERS);

        assertThat(problems).isEmpty();
    }

    @Test
    void who_writes_single_objects_needs_nothing_registered() {
        KnownSchemas known = ask(registry.settings(ValueFormat.SINGLE_OBJECT), ANSWERS, List.of());

        assertThat(problems).isEmpty();
        assertThat(known.form()).isEqualTo(WrittenForm.SINGLE_OBJECT);
    }

    @Test
    void a_registry_that_is_away_is_a_problem() {
        registry.close();

        ask(registry.settings(ValueFormat.REGISTRY), ANSWERS, List.of());

        assertThat(problems).singleElement().asString().contains("has not answered in 2 s");
    }

    @Test
    void who_asks_says_so_and_the_password_is_shown_nowhere(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("password"), "planted\nsecond line\n");
        var settings = new RegistrySettings(ValueFormat.REGISTRY, registry.url(), "anna", file.toString(), "", false);
        registry.answerOnce(401, "");

        KnownSchemas known = ask(settings, ANSWERS, List.of());

        assertThat(registry.requests()).singleElement().asString().endsWith("Basic YW5uYTpwbGFudGVk");
        assertThat(problems).singleElement().asString().contains("HTTP 401").doesNotContain("planted");
        assertThat(known.toString()).doesNotContain("planted");
    }

    @Test
    void certificates_that_cannot_be_read_are_a_problem() {
        var settings = new RegistrySettings(ValueFormat.REGISTRY, registry.url(), "", "", "/no/such.pem", false);

        ask(settings, ANSWERS, List.of());

        assertThat(problems).singleElement().asString().startsWith("the certificates in /no/such.pem cannot be read");
    }

    @Test
    void it_travels_with_the_job() throws Exception {
        int id = registry.register("answers-value", SCHEMA.toString());
        KnownSchemas known = ask(registry.settings(ValueFormat.REGISTRY), ANSWERS, List.of());

        KnownSchemas there = InstantiationUtil.clone(known);
        registry.close();

        assertThat(there.open().byId(id).schema()).isEqualTo(SCHEMA);
    }

    private KnownSchemas ask(RegistrySettings settings, List<Subject> written, List<Subject> read) {
        return KnownSchemas.ask(settings, written, read, Duration.ofSeconds(2), problems);
    }
}
