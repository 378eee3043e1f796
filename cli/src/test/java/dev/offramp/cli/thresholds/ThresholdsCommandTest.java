package dev.offramp.cli.thresholds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ThresholdsCommandTest {

    private static final Path GOLDEN = Path.of("../../shared/golden/budgeted-protocol.json.gz");
    private static final float LAST_DIGIT = 1e-7f;

    @Test
    void the_published_evaluation_is_reproduced_row_by_row(@TempDir Path folder) throws Exception {
        assumeThat(GOLDEN).as("reference values beside the project").exists();
        Path out = folder.resolve("rows.json");

        assertThat(run("--exits", GOLDEN.toString(), "--protocol", "msdnet", "--out", out.toString()))
                .isZero();

        JsonNode expected;
        try (var in = new GZIPInputStream(new FileInputStream(GOLDEN.toFile()))) {
            expected = new ObjectMapper().readTree(in).get("expected");
        }
        JsonNode rows = new ObjectMapper().readTree(out.toFile());
        assertThat(rows).hasSameSizeAs(expected);
        for (int i = 0; i < rows.size(); i++) {
            assertSame(rows.get(i), expected.get(i));
        }
    }

    @Test
    void a_file_that_is_no_table_is_refused_by_name(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("exits.json");
        Files.writeString(file, "{\"multiply_adds\": [1, 2]}");
        StringWriter errors = new StringWriter();

        int status = commandLine(errors)
                .execute(
                        "--exits", file.toString(), "--out", folder.resolve("o").toString());

        assertThat(status).isNotZero();
        assertThat(errors.toString()).contains("exits.json is no table of exits: 'label' is missing");
    }

    private static void assertSame(JsonNode row, JsonNode expected) {
        for (String field :
                new String[] {"p", "q", "valid_accuracy", "valid_multiply_adds", "test_accuracy", "test_multiply_adds"
                }) {
            assertThat(row.get(field).asDouble())
                    .as("%s of %s", field, expected.get("p"))
                    .isEqualTo(expected.get(field).asDouble());
        }
        assertThat(row.get("test_exit_counts")).isEqualTo(expected.get("test_exit_counts"));
        for (int k = 0; k < row.get("thresholds").size(); k++) {
            assertThat((float) row.get("thresholds").get(k).asDouble())
                    .isEqualTo((float) expected.get("thresholds").get(k).asDouble());
            assertThat(row.get("shares").get(k).asDouble())
                    .isCloseTo(expected.get("shares").get(k).asDouble(), within((double) LAST_DIGIT));
        }
    }

    private static int run(String... arguments) {
        return commandLine(new StringWriter()).execute(arguments);
    }

    private static CommandLine commandLine(StringWriter errors) {
        return new CommandLine(new ThresholdsCommand())
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(errors));
    }
}
