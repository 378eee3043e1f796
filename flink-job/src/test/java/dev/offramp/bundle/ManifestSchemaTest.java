package dev.offramp.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The JSON schema beside the format says the same as the reader, as far as a schema can say it. */
class ManifestSchemaTest {

    private static final Path ARTIFACTS = Path.of("../model-artifacts");
    private static final Path SCHEMA = ARTIFACTS.resolve("schemas/manifest.schema.json");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TinyBundle tiny;

    ManifestSchemaTest(@TempDir Path folder) {
        assumeThat(SCHEMA)
                .as("the JSON schema of manifests is in another part of the repository")
                .exists();
        tiny = TinyBundle.in(folder);
    }

    static Stream<Breakage> breakages() {
        return Breakage.all().filter(Breakage::seenBySchema);
    }

    @Test
    void the_schema_accepts_a_good_manifest() throws IOException {
        assertThat(problems(tiny.manifest())).isEmpty();
    }

    @Test
    void the_schema_accepts_stages_that_look_at_frames() throws IOException {
        assertThat(problems(tiny.overFrames().manifest())).isEmpty();
    }

    @Test
    void the_schema_accepts_the_shipped_manifest() throws IOException {
        Path shipped = ARTIFACTS.resolve("bundles/fashion-mnist-branchy/manifest.json");

        assertThat(problems(JSON.readTree(shipped.toFile()))).isEmpty();
    }

    @Test
    void the_schema_tolerates_fields_of_later_releases() throws IOException {
        tiny.manifest().put("colour", "blue");
        tiny.stage(1).put("colour", "blue");

        assertThat(problems(tiny.manifest())).isEmpty();
    }

    @Test
    void the_schema_refuses_an_unknown_format() throws IOException {
        tiny.manifest().put("formatVersion", 2);

        assertThat(problems(tiny.manifest())).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("breakages")
    void the_schema_refuses_what_the_reader_refuses(Breakage breakage) throws IOException {
        breakage.edit().accept(tiny);

        assertThat(problems(tiny.manifest())).isNotEmpty();
    }

    private static Set<ValidationMessage> problems(JsonNode manifest) throws IOException {
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(JSON.readTree(SCHEMA.toFile()));
        return schema.validate(manifest);
    }

    @Test
    void the_schema_accepts_a_bundle_that_answers_with_a_number() throws IOException {
        assertThat(problems(tiny.ofNumbers(0.5).manifest())).isEmpty();
        assertThat(problems(tiny.ofNumbers(0).manifest())).isNotEmpty();
    }
}
