package dev.offramp.cli.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.cli.Offramp;
import dev.offramp.registry.TestingRegistry;
import dev.offramp.schema.Reject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemasCommandTest {

    private static final String INCOMPATIBLE =
            "{\"type\":\"record\",\"name\":\"Frame\",\"fields\":[{\"name\":\"stream\",\"type\":\"int\"}]}";

    private static final String REJECTS = Reject.getClassSchema().toString();

    @AutoClose
    private final TestingRegistry registry = TestingRegistry.start();

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void every_schema_is_registered_once_and_held_to_full_compatibility() {
        assertThat(schemas("register")).as(err.toString()).isZero();

        assertThat(registry.subjects())
                .containsExactlyInAnyOrder(
                        "offramp-frames-value",
                        "offramp-frames-dev.offramp.schema.Segment",
                        "offramp-frames-dev.offramp.schema.EndOfStream",
                        "offramp-policies-value",
                        "offramp-classifications-value",
                        "offramp-classifications-dev.offramp.schema.Gap",
                        "offramp-rejects-value",
                        "offramp-throughput-value")
                .allSatisfy(subject -> assertThat(registry.level(subject)).contains("FULL_TRANSITIVE"));
        assertThat(out.toString()).contains("offramp-frames-value ", "registered, held to FULL_TRANSITIVE");

        List<String> before = registry.requests();
        out.getBuffer().setLength(0);
        assertThat(schemas("register")).isZero();
        assertThat(out.toString().lines()).hasSize(8).allMatch(line -> line.endsWith(", is there"));
        assertThat(registry.requests()
                        .subList(before.size(), registry.requests().size()))
                .as("a second time changes nothing")
                .noneMatch(request -> request.startsWith("PUT") || request.matches("POST /subjects/.*/versions"));
    }

    @Test
    void to_check_registers_nothing_and_ends_with_1_while_there_is_something_to_do() {
        assertThat(schemas("register", "--check")).isEqualTo(1);
        assertThat(out.toString()).contains("is to be registered");
        assertThat(registry.subjects()).isEmpty();

        schemas("register", "--compatibility", "BACKWARD");
        assertThat(schemas("register", "--check", "--compatibility", "full")).isEqualTo(1);
        assertThat(out.toString()).contains("is to be held to FULL");
        assertThat(schemas("register", "--check", "--compatibility", "backward"))
                .isZero();
        assertThat(schemas("register", "--check")).isZero();
    }

    @Test
    void a_level_that_somebody_set_stays_unless_another_one_is_named() {
        registry.hold("offramp-frames-value", "NONE");
        registry.hold("offramp-rejects-value", "BACKWARD");
        registry.register("offramp-rejects-value", REJECTS);

        assertThat(schemas("register")).as(err.toString()).isZero();
        assertThat(registry.level("offramp-frames-value")).contains("NONE");
        assertThat(registry.level("offramp-rejects-value")).contains("BACKWARD");
        assertThat(registry.level("offramp-policies-value")).contains("FULL_TRANSITIVE");
        assertThat(out.toString()).containsPattern("offramp-frames-value +Frame +id \\d+, registered, held to NONE");

        assertThat(schemas("register", "--compatibility", "FULL_TRANSITIVE")).isZero();
        assertThat(registry.level("offramp-frames-value")).contains("FULL_TRANSITIVE");
    }

    @Test
    void a_schema_that_is_not_compatible_with_what_is_there_is_refused_and_the_others_registered() {
        registry.register("offramp-frames-value", INCOMPATIBLE);

        assertThat(schemas("register")).isEqualTo(1);

        assertThat(out.toString()).containsPattern("offramp-frames-value +Frame +is refused: a field is missing");
        assertThat(registry.subjects()).contains("offramp-throughput-value");
        assertThat(registry.level("offramp-frames-value")).isEmpty();
    }

    @Test
    void a_list_says_what_is_there_and_what_is_not() {
        registry.register("offramp-frames-value", INCOMPATIBLE);

        assertThat(schemas("list")).isZero();
        assertThat(out.toString())
                .containsPattern(
                        "offramp-frames-value +Frame +other versions are there, not this release's, held to what the"
                                + " registry holds all to, newest version 1")
                .containsPattern("offramp-rejects-value +Reject +is not there");
    }

    @Test
    void topics_are_called_as_the_settings_call_them(@TempDir Path folder) throws IOException {
        Path config = Files.writeString(
                folder.resolve("job.yaml"),
                "kafka.registry.url: " + registry.url()
                        + "\nkafka.frames-topic: gates\nresults.smoothing.decay: 0.8\n");

        assertThat(run("schemas", "register", "--config", config.toString(), "--set", "kafka.rejects-topic=refused"))
                .as(err.toString())
                .isZero();

        assertThat(registry.subjects())
                .contains("gates-value", "gates-dev.offramp.schema.Segment", "refused-value", "offramp-states-value")
                .doesNotContain("offramp-frames-value");
    }

    @Test
    void no_registry_and_one_that_is_no_registry_are_one_line_each() {
        assertThat(run("schemas", "list")).isEqualTo(1);
        assertThat(err.toString())
                .isEqualToIgnoringNewLines("offramp: which registry? Give --registry, or set kafka.registry.url");

        err.getBuffer().setLength(0);
        registry.answerAlways(404, "<html>nothing here</html>");
        assertThat(schemas("list")).isEqualTo(1);
        assertThat(err.toString().lines()).singleElement().asString().contains("is no schema registry");
    }

    private int schemas(String... arguments) {
        List<String> all = new ArrayList<>(List.of("schemas"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--registry", registry.url()));
        return run(all.toArray(String[]::new));
    }

    private int run(String... arguments) {
        return Offramp.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }
}
