package dev.offramp.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.apache.flink.configuration.description.HtmlFormatter;
import org.junit.jupiter.api.Test;

/** The documented table of options is the code's; when this fails, paste what it wanted into docs/options.md. */
class AccessOptionTableTest {

    @Test
    void the_page_of_options_lists_those_of_access_too() throws Exception {
        String table = AccessOptions.ALL.stream()
                .map(option -> "| `" + option.key() + "` | " + new HtmlFormatter().format(option.description()) + " |")
                .collect(Collectors.joining("\n"));

        assertThat(Files.readString(Path.of("../docs/options.md")))
                .contains("| option | |\n|---|---|\n" + table + "\n");
    }
}
