package dev.offramp.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.offramp.cli.Offramp;
import dev.offramp.cli.page.PageFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command on results that measurements wrote. */
class BenchmarkTest {

    private static final String RESULT = "/dev/offramp/cli/report/exits.json";

    private final StringWriter err = new StringWriter();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path root;

    private Path now = Path.of("");
    private Path before = Path.of("");
    private Path out = Path.of("");

    @BeforeEach
    void write_a_result_and_an_older_one_of_half_the_rate() throws IOException {
        now = Files.createDirectories(root.resolve("now")).resolve("exits.json");
        before = root.resolve("before.json");
        out = root.resolve("out");
        Files.write(now, PageFile.read(RESULT));
        Files.writeString(before, older(Files.readString(now)));
    }

    @Test
    void a_result_becomes_a_page_with_its_conditions_its_picture_and_its_tables() throws IOException {
        assertThat(report("--benchmark", now.toString())).as(err.toString()).isZero();

        Document page = page();
        assertThat(page.title()).isEqualTo("Offramp benchmark: Exit gain");
        assertThat(page.select(".facts li").eachText())
                .contains(
                        "Measured at 2026-01-01T00:00:00Z",
                        "a machine",
                        "Allocator jemalloc",
                        "Bundle testing 1, bfloat16, parallelism 2, 1 thread(s) an operation, batches of 16, linger 5 ms, exactly-once",
                        "gain: One by the other.",
                        "Of note.");
        assertThat(page.select("h3").eachText()).containsExactly("Figures", "Contestants");
        assertThat(page.select("table").first().select("tbody tr").first().text())
                .isEqualTo("gain 2.20 (1.90 to 2.50) at least 2.0 met");
        assertThat(page.select("img").attr("alt"))
                .contains(
                        "gain 2.20 (1.90 to 2.50), aim at least 2.00",
                        "open 2,000 (1,900 to 2,100)",
                        "Accuracy over time");
    }

    @Test
    void the_page_bears_its_picture_loads_nothing_and_runs_nothing() throws IOException {
        report("--benchmark", now.toString());

        Document page = page();
        String picture = page.select("img").attr("src");
        assertThat(picture).startsWith("data:image/png;base64,");
        assertThat(Base64.getDecoder().decode(picture.substring(picture.indexOf(',') + 1)))
                .startsWith(0x89, 'P', 'N', 'G');
        assertThat(page.select("script, [href], [style], [onload]")).isEmpty();
        assertThat(page.select("meta[http-equiv=Content-Security-Policy]").attr("content"))
                .startsWith("default-src 'none'; style-src 'sha256-")
                .contains("img-src data:")
                .doesNotContain("unsafe", "script-src");
    }

    @Test
    void two_results_are_compared_by_medians_and_ranges() throws IOException {
        assertThat(report("--benchmark", now.toString(), "--against", before.toString()))
                .as(err.toString())
                .isZero();

        Document page = page();
        assertThat(page.select("h3").eachText()).startsWith("Two results compared");
        assertThat(page.select("table").first().select("tbody tr").eachText())
                .containsExactly(
                        "Gains: gain times 2.20 (1.90 to 2.50) 2.20 (1.90 to 2.50) × 1.00 overlap",
                        "Gains: wall times 0.500 0.500 × 1.00 measured once",
                        "Contestants: open samples a second 1,000 (950 to 1,050) 2,000 (1,900 to 2,100) × 2.00 apart");
        assertThat(page.select(".facts li").eachText()).contains("A: another machine", "B: a machine");
        assertThat(page.select("img").attr("alt")).contains("open, A 1,000", "open, B 2,000");
    }

    @Test
    void the_spreadsheet_has_a_row_for_each_figure_with_that_which_it_is_compared_with() throws IOException {
        report("--benchmark", now.toString(), "--against", before.toString(), "--format", "csv");

        assertThat(Files.readString(out.resolve("report.csv")).split("\r\n"))
                .containsExactly(
                        "benchmark,group,unit,name,median,least,most,aim,a_median,a_least,a_most,ratio,ranges",
                        "\"exits\",\"Gains\",\"times\",\"gain\",2.2,1.9,2.5,\"at least 2.00\",2.2,1.9,2.5,1,overlap",
                        "\"exits\",\"Gains\",\"times\",\"wall\",0.5,0.5,0.5,\"at least 0.900\",0.5,0.5,0.5,1,measured once",
                        "\"exits\",\"Contestants\",\"samples a second\",\"open\",2000,1900,2100,\"\",1000,950,1050,2,apart",
                        "\"exits\",\"Contestants\",\"samples a second\",\"closed\",1000,990,1010,\"\",,,,,");
    }

    @Test
    void a_folder_of_results_becomes_one_report_in_all_forms() throws IOException {
        Files.writeString(
                now.resolveSibling("peers.json"), Files.readString(now).replace("\"exits\"", "\"peers\""));

        assertThat(report("--benchmark", root.resolve("now").toString(), "--format", "html,md,csv,png"))
                .as(err.toString())
                .isZero();

        assertThat(page().select("section")).hasSize(2);
        assertThat(out.resolve("report-exits.png")).isNotEmptyFile();
        assertThat(out.resolve("report-peers.png")).isNotEmptyFile();
        assertThat(Files.readString(out.resolve("report.md")))
                .startsWith("# Offramp benchmark: Exit gain, Exit gain\n\n![exits](report-exits.png)")
                .contains("| gain | 2.20 (1.90 to 2.50) | at least 2.0 | met |");
        assertThat(Files.readAllLines(out.resolve("report.csv"))).hasSize(9);
    }

    @Test
    void a_result_from_before_it_had_a_picture_has_its_tables() throws IOException {
        ObjectNode json = json(Files.readString(now));
        json.remove("drawing");
        Files.writeString(now, json.toString());

        assertThat(report("--benchmark", now.toString())).as(err.toString()).isZero();

        assertThat(page().select("img")).isEmpty();
        assertThat(page().select("table")).hasSize(2);
    }

    @Test
    void a_name_is_no_markup() throws IOException {
        Files.writeString(now, Files.readString(now).replace("Exit gain", "<script>alert(1)</script>"));

        assertThat(report("--benchmark", now.toString(), "--format", "html,md")).isZero();

        assertThat(page().select("script")).isEmpty();
        assertThat(page().select("h2").text()).isEqualTo("<script>alert(1)</script>");
        assertThat(Files.readString(out.resolve("report.md"))).doesNotContain("<script>");
    }

    @Test
    void what_is_no_result_is_refused_by_name() throws IOException {
        for (String text :
                List.of("[1]", "{}", "no json", "null", Files.readString(now).replace("\"closed\"", "null"))) {
            Path wrong = Files.writeString(root.resolve("wrong.json"), text);

            assertThat(report("--benchmark", wrong.toString())).as(text).isEqualTo(1);
            assertThat(err.toString()).contains("wrong.json is no result of a measurement by './offramp bench'");
        }
        assertThat(report("--benchmark", root.resolve("none.json").toString())).isEqualTo(1);
        assertThat(err.toString()).contains("there is no file").contains("runs/bench/NAME.json");
        assertThat(report(
                        "--benchmark",
                        Files.createDirectories(root.resolve("empty")).toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("holds no result of a measurement");
        assertThat(out).doesNotExist();
    }

    @Test
    void options_of_an_interval_are_refused_beside_a_result() {
        assertThat(report("--benchmark", now.toString(), "--since", "1h")).isEqualTo(1);

        assertThat(err.toString()).contains("--benchmark tells of a stored result; --since belongs to an interval");
        assertThat(report("--benchmark", now.toString(), "--debug"))
                .as(err.toString())
                .isZero();
    }

    @Test
    void results_of_two_measurements_are_not_compared() throws IOException {
        Path other = Files.writeString(
                root.resolve("peers.json"), Files.readString(now).replace("\"exits\"", "\"peers\""));

        assertThat(report("--benchmark", now.toString(), "--against", other.toString()))
                .isEqualTo(1);

        assertThat(err.toString()).contains("nothing can be compared: --benchmark has exits, --against has peers");
    }

    private int report(String... arguments) {
        err.getBuffer().setLength(0);
        String[] words = new String[arguments.length + 3];
        words[0] = "report";
        words[1] = "--out";
        words[2] = out.toString();
        System.arraycopy(arguments, 0, words, 3, arguments.length);
        return Offramp.commandLine()
                .setOut(new PrintWriter(new StringWriter(), true))
                .setErr(new PrintWriter(err, true))
                .execute(words);
    }

    private Document page() throws IOException {
        return Jsoup.parse(Files.readString(out.resolve("report.html")));
    }

    private static ObjectNode json(String text) throws IOException {
        return (ObjectNode) new ObjectMapper().readTree(text);
    }

    /** Another machine and no word of precision, one contestant half as fast and the other not measured. */
    private static String older(String text) throws IOException {
        ObjectNode json = json(text);
        ((ObjectNode) json.get("conditions"))
                .put("machine", "another machine")
                .remove(List.of("precision", "allocator"));
        ObjectNode open = (ObjectNode) json.at("/drawing/bars/1/bars/0");
        open.put("median", 1_000).put("least", 950).put("most", 1_050);
        ((ArrayNode) json.at("/drawing/bars/1/bars")).remove(1);
        return json.toString();
    }
}
