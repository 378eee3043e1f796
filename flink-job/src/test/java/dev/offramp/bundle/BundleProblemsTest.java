package dev.offramp.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A bundle that cannot be served is refused with everything that is wrong with it, each thing once. */
class BundleProblemsTest {

    private final Path folder;
    private final TinyBundle tiny;

    BundleProblemsTest(@TempDir Path folder) {
        this.folder = folder;
        tiny = TinyBundle.in(folder);
    }

    @ParameterizedTest
    @MethodSource("dev.offramp.bundle.Breakage#all")
    void what_is_wrong_is_named(Breakage breakage) {
        breakage.edit().accept(tiny);

        assertThat(problems()).containsExactlyElementsOf(breakage.problems());
    }

    @Test
    void an_altered_file_is_named_with_both_digests() throws Exception {
        tiny.write("stage-2.pt", "tampered with");

        assertThat(problems())
                .containsExactly("file stage-2.pt is altered: its sha256 is "
                        + Digest.sha256(folder.resolve("stage-2.pt")) + ", the manifest says "
                        + tiny.stage(2).get("sha256").asText());
    }

    @Test
    void all_problems_are_named_at_once() {
        tiny.delete("stage-1.pt");
        tiny.write("stage-2.pt", "tampered with");
        tiny.tensor(3, "inputs", 0).put("dtype", "bfloat16");
        tiny.stage(2).put("cumulativeMultiplyAdds", 349);
        TinyBundle.put(tiny.object("policy"), "thresholds", "[0.5]");

        assertThat(problems())
                .hasSize(5)
                .anyMatch(problem -> problem.contains("stage-1.pt is missing"))
                .anyMatch(problem -> problem.contains("stage-2.pt is altered"))
                .anyMatch(problem -> problem.contains("stage 3 takes"))
                .anyMatch(problem -> problem.contains("add up to 350"))
                .anyMatch(problem -> problem.contains("1 thresholds"));
    }

    @Test
    void wrong_logits_do_not_hide_wrong_costs() {
        TinyBundle.put(tiny.tensor(2, "outputs", 2), "shape", "[-1, 3]");
        tiny.stage(2).put("cumulativeMultiplyAdds", 349);

        assertThat(problems()).hasSize(2);
    }

    @Test
    void missing_fields_do_not_hide_missing_files() {
        tiny.manifest().remove("name");
        tiny.object("input").remove("width");
        tiny.delete("stage-1.pt");

        assertThat(problems())
                .containsExactly(
                        "manifest.json: name is missing",
                        "manifest.json, input: width is missing",
                        "file stage-1.pt is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "2", "'1'", "1.5", "null", "[1]"})
    void a_format_of_another_release_is_refused_before_anything_else_is_said(String version) {
        TinyBundle.put(tiny.manifest(), "formatVersion", version);
        tiny.delete("stage-1.pt");

        assertThat(problems())
                .containsExactly(
                        "manifest.json has formatVersion " + version.replace('\'', '"') + ", this release reads 1");
    }

    @Test
    void a_manifest_that_says_no_format_is_refused() {
        tiny.manifest().remove("formatVersion");

        assertThat(problems()).containsExactly("manifest.json has no formatVersion, this release reads 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"formatVersion\": 1", "colourful", "{\"formatVersion\": NaN}", "{} {}"})
    void a_manifest_that_is_not_json_is_refused(String text) {
        tiny.write("manifest.json", text);

        assertThat(problemsOfTheFolder()).singleElement().asString().startsWith("manifest.json is not JSON: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "7", "null"})
    void a_manifest_that_is_no_object_is_refused(String text) {
        tiny.write("manifest.json", text);

        assertThat(problemsOfTheFolder()).containsExactly("manifest.json has no formatVersion, this release reads 1");
    }

    @Test
    void a_folder_without_a_manifest_is_no_bundle() {
        assertThat(problemsOfTheFolder()).containsExactly("there is no manifest.json");
    }

    private List<String> problems() {
        return shortened(catchThrowableOfType(BundleException.class, tiny::open));
    }

    private List<String> problemsOfTheFolder() {
        return shortened(catchThrowableOfType(BundleException.class, () -> Bundle.open(folder)));
    }

    /** Without the folder that every problem begins with. */
    private List<String> shortened(BundleException refused) {
        assertThat(refused).as("the bundle must be refused").isNotNull();
        String prefix = "bundle " + folder + ": ";
        assertThat(refused.problems()).allMatch(problem -> problem.startsWith(prefix));
        return refused.problems().stream()
                .map(problem -> problem.substring(prefix.length()))
                .toList();
    }
}
