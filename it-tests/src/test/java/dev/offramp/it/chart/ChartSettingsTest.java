package dev.offramp.it.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The chart's schema knows the job's options, all and no others. */
class ChartSettingsTest {

    private static final Pattern OPTION = Pattern.compile("^\\| `([a-z0-9.-]+)` \\|", Pattern.MULTILINE);
    private static final Set<String> FREE = Set.of("kafka.properties");

    @Test
    void every_option_is_a_setting_and_every_setting_an_option() throws IOException {
        Set<String> settings = new TreeSet<>();
        collect("", schema().at("/properties/settings"), settings);
        settings.removeAll(FREE);

        assertThat(settings).isEqualTo(documented());
    }

    @Test
    void the_defaults_of_all_options_are_values_of_it() throws IOException {
        String page = jobsOptions();
        List<String[]> defaults = Pattern.compile("^\\| `([a-z0-9.-]+)` \\| `([^`]+)` \\|", Pattern.MULTILINE)
                .matcher(page)
                .results()
                .map(row -> new String[] {row.group(1), row.group(2)})
                .toList();

        assertThat(defaults).hasSizeGreaterThan(30);
        for (String[] row : defaults) {
            JsonNode settings = Manifests.YAML.readTree(
                    Chart.with("settings:\n" + nested(row[0], row[1])).settingsFile());
            assertThat(value(settings.at("/" + row[0].replace('.', '/'))))
                    .as(row[0])
                    .isEqualTo(value(Manifests.YAML.readTree(row[1])));
        }
    }

    /** Of numbers 20.0 and 20 are one, however they are written. */
    private static String value(JsonNode node) {
        return node.isNumber() ? node.decimalValue().stripTrailingZeros().toPlainString() : node.toString();
    }

    private static String nested(String key, String value) {
        String[] words = key.split("\\.", -1);
        StringBuilder yaml = new StringBuilder();
        for (int i = 0; i < words.length; i++) {
            yaml.append("  ".repeat(i + 1)).append(words[i]).append(i + 1 < words.length ? ":\n" : ": " + value + "\n");
        }
        return yaml.toString();
    }

    private static void collect(String prefix, JsonNode schema, Set<String> keys) {
        schema.path("properties").properties().forEach(entry -> {
            String key = prefix + entry.getKey();
            if (entry.getValue().has("properties")) {
                collect(key + ".", entry.getValue(), keys);
            } else {
                keys.add(key);
            }
        });
    }

    private static Set<String> documented() throws IOException {
        return OPTION.matcher(jobsOptions())
                .results()
                .map(MatchResult::group)
                .map(row -> row.replaceAll("[|` ]", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The page as far as it is about the job; behind its first headline it is about Flink. */
    private static String jobsOptions() throws IOException {
        return Files.readString(Path.of("../docs/options.md")).split("\n## ", 2)[0];
    }

    private static JsonNode schema() throws IOException {
        return new ObjectMapper()
                .readTree(Chart.FOLDER.resolve("values.schema.json").toFile());
    }
}
