package dev.offramp.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefreshSettingsTest {

    private final List<String> problems = new ArrayList<>();

    @Test
    void without_a_topic_there_is_one_bundle() {
        assertThat(RefreshSettings.from(new Configuration(), problems)).isEmpty();
        assertThat(problems).isEmpty();
    }

    @Test
    void a_topic_is_enough() {
        RefreshSettings settings = read(Map.of()).orElseThrow();

        assertThat(problems).isEmpty();
        assertThat(settings.fetch().sources()).as("nothing is fetched").isEmpty();
        assertThat(settings.fetch().most()).isEqualTo(2L << 30);
        assertThat(settings.fetch().patience()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.cache()).isEmpty();
        assertThat(settings.grace()).isEqualTo(Duration.ofMinutes(10));
        assertThat(settings.switchLead()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void everything_can_be_set() {
        RefreshSettings settings = read(Map.of(
                        "bundle.sources", "https://models.example.com/released/;file:///models/",
                        "bundle.fetch-limit", "64 mb",
                        "bundle.fetch-patience", "5 s",
                        "bundle.cache", "/var/cache/bundles",
                        "bundle.grace", "0 s",
                        "bundle.switch-lead", "500 ms"))
                .orElseThrow();

        assertThat(problems).isEmpty();
        assertThat(settings.fetch().sources())
                .containsExactly("https://models.example.com/released/", "file:///models/");
        assertThat(settings.fetch().most()).isEqualTo(64L << 20);
        assertThat(settings.fetch().patience()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.cache()).contains(Path.of("/var/cache/bundles"));
        assertThat(settings.grace()).isZero();
        assertThat(settings.switchLead()).isEqualTo(Duration.ofMillis(500));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bundle.sources | models/ | was 'models/', which has no scheme such as https: or file:",
                "bundle.sources | https://a.example.com/x | was 'https://a.example.com/x', which has no slash at its end",
                "bundle.sources | https://anna:hunter2@a.example.com/ | was 'https://...@a.example.com/', which names a user",
                "bundle.sources | https://a.example.com/%2e%2e/ | goes by '..' or escapes",
                "bundle.sources | file:///models/../ | goes by '..' or escapes",
                "bundle.sources | https://a example.com/ | which is none: Illegal character",
                "bundle.fetch-limit | 0 b | bundle.fetch-limit must be at least 1 byte, was 0",
                "bundle.fetch-patience | 0 s | bundle.fetch-patience must be at least 1 ms",
                "bundle.cache | ' ' | bundle.cache is empty; name a folder, or leave it out"
            })
    void what_cannot_be_is_named_with_its_value(String key, String value, String problem) {
        read(Map.of(key, value));

        assertThat(problems)
                .singleElement()
                .asString()
                .startsWith(key)
                .contains(problem)
                .doesNotContain("hunter2");
    }

    @Test
    void what_is_wrong_is_said_without_a_topic_too() {
        RefreshSettings.from(Configuration.fromMap(Map.of("bundle.fetch-limit", "0 b")), problems);

        assertThat(problems).hasSize(1);
    }

    private Optional<RefreshSettings> read(Map<String, String> entries) {
        Map<String, String> all = new HashMap<>(Map.of("kafka.bundles-topic", "offramp-bundles"));
        all.putAll(entries);
        return RefreshSettings.from(Configuration.fromMap(all), problems);
    }
}
