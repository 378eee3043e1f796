package dev.offramp.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.kafka.KafkaOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.description.HtmlFormatter;
import org.junit.jupiter.api.Test;

/** The documented table of options is the code's; when this fails, paste what it wanted into docs/options.md. */
class OptionTableTest {

    private static final Set<ConfigOption<?>> REQUIRED = Set.of(JobOptions.BUNDLE_PATH, KafkaOptions.BOOTSTRAP_SERVERS);
    private static final Path PAGE = Path.of("../docs/options.md");

    @Test
    void the_page_of_options_lists_every_option_with_its_default_and_its_description() throws Exception {
        String table = KnownKeys.options().stream().map(OptionTableTest::row).collect(Collectors.joining("\n"));

        assertThat(Files.readString(PAGE)).contains("| option | default | |\n|---|---|---|\n" + table + "\n");
    }

    private static String row(ConfigOption<?> option) {
        String description = new HtmlFormatter().format(option.description());
        return "| `" + option.key() + "` | " + shown(option) + " | " + description + " |";
    }

    private static String shown(ConfigOption<?> option) {
        if (!option.hasDefaultValue()) {
            return REQUIRED.contains(option) ? "required" : "none";
        }
        Object value = option.defaultValue();
        if (value instanceof Duration duration) {
            return "`" + duration.toMillis() + " ms`";
        }
        if (value instanceof MemorySize size) {
            return "`" + size.getBytes() / 1024 + " kb`";
        }
        return "`" + (value instanceof Enum<?> name ? kebab(name) : value) + "`";
    }

    private static String kebab(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
