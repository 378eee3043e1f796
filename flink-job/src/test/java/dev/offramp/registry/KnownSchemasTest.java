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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownSchemasTest {

    private static final Schema SCHEMA = new Schema.Parser()
            .parse("{\"type\":\"record\",\"name\":\"Answer\",\"fields\":[{\"name\":\"a\",\"type\":\"int\"}]}");
    private static final List<Subject> ANSWERS = List.of(Subject.usual("answers", SCHEMA));

    @AutoClose
    private final TestingRegistry registry = TestingRegistry.start();

    private final List<String> problems = new ArrayList<>();
    private final List<String> passing = new ArrayList<>();

    @Test
    void a_schema_that_the_registry_lacks_is_a_problem_that_names_the_command() {
        ask(registry.settings(ValueFormat.REGISTRY), ANSWERS, List.of());

        assertThat(problems)
                .containsExactly(
                        "the schema registry at " + registry.url() + " does not have the schema of Answer under"
                                + " answers-value: register it with './offramp schemas register', or set"
                                + " kafka.registry.auto-register");
        assertThat(registry.subjects()).isEmpty();
        assertThat(passing).as("others may register it").isEqualTo(problems);
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
        assertThat(passing).isEqualTo(problems);
    }

    @Test
    void who_asks_says_so_and_the_password_is_shown_nowhere(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("password"), "planted\nsecond line\n");
        var settings = new RegistrySettings(ValueFormat.REGISTRY, registry.url(), "anna", file.toString(), "", false);
        registry.answerOnce(401, "");

        KnownSchemas known = ask(settings, ANSWERS, List.of());

        assertThat(registry.requests()).singleElement().asString().endsWith("Basic YW5uYTpwbGFudGVk");
        assertThat(problems).singleElement().asString().contains("HTTP 401").doesNotContain("planted");
        assertThat(passing).isEmpty();
        assertThat(known.toString()).doesNotContain("planted");
    }

    @Test
    void a_password_that_is_no_utf_8_is_a_problem(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("password"), new byte[] {'p', (byte) 0xe4, '\n'});
        var settings = new RegistrySettings(ValueFormat.REGISTRY, registry.url(), "anna", file.toString(), "", false);

        ask(settings, ANSWERS, List.of());

        assertThat(problems).containsExactly("the registry's password in " + file + " is not UTF-8");
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 403, 200, 301})
    void what_is_no_registry_is_a_problem_at_once(int status) {
        registry.answerAlways(status, "<html>a proxy</html>");

        ask(registry.settings(ValueFormat.REGISTRY), ANSWERS, List.of());

        assertThat(problems).singleElement().asString().contains(registry.url()).contains("HTTP " + status);
        assertThat(registry.requests()).hasSize(1);
        assertThat(passing).isEmpty();
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
        RegistryFindings found = KnownSchemas.ask(settings, written, read, Duration.ofSeconds(2));
        problems.addAll(found.problems());
        passing.addAll(found.passing());
        return found.known();
    }
}
