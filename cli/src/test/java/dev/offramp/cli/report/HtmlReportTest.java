package dev.offramp.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.offramp.sample.BundleId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;

class HtmlReportTest {

    private static final BundleId HOSTILE =
            new BundleId("</script><script>alert(1)</script>", "1\u2028<img src=x onerror=alert(2)>");

    @Test
    void the_page_has_a_section_for_each_question_in_their_order() {
        Document page = page(TestingWindows.report(TestingWindows.of(TestingWindows.TINY, 0, 30)));

        assertThat(page.select("main h2").eachText())
                .containsExactly(
                        "What it came to",
                        "Accuracy for its cost",
                        "Exits over time",
                        "Where samples leave",
                        "Latency",
                        "Where the time of a mean sample goes",
                        "Cost",
                        "Accuracy over time",
                        "Stages and batches",
                        "What changed when");
        assertThat(page.title()).isEqualTo("Offramp report: tiny 1.2.3");
    }

    @Test
    void every_table_says_what_its_rows_and_columns_are() {
        Document page = page(TestingWindows.report(TestingWindows.of(TestingWindows.TINY, 0, 30)));

        assertThat(page.select("table")).hasSize(5).allSatisfy(table -> {
            assertThat(table.select("caption").text()).isNotBlank();
            assertThat(table.select("thead th[scope=col]")).isNotEmpty();
            assertThat(table.select("tbody tr")).isNotEmpty().allSatisfy(row -> assertThat(row.select("th[scope=row]"))
                    .hasSize(1));
        });
        assertThat(page.select("section"))
                .allSatisfy(section -> assertThat(page.getElementById(section.attr("aria-labelledby")))
                        .isNotNull());
    }

    @Test
    void on_a_narrow_screen_each_cell_says_of_which_column_it_is() {
        Document page = page(TestingWindows.report(TestingWindows.of(TestingWindows.TINY, 0, 30)));

        assertThat(page.select("#exits-table .several tbody tr")
                        .first()
                        .select("td")
                        .eachAttr("data-label"))
                .containsExactly("samples", "share", "accuracy", "agreement", "latency p50", "p99");
    }

    @Test
    void streams_have_a_section_where_windows_tell_them_apart() {
        Document page = page(TestingWindows.report(List.of(TestingWindows.withStreams(0, 5))));

        assertThat(page.select("#streams-section h2").text()).isEqualTo("What each stream cost");
        assertThat(page.select("#streams-table tbody th").eachText())
                .containsExactly("gate", "hall", "all other streams", "together");
    }

    @Test
    void the_page_is_well_formed() {
        Parser parser = Parser.htmlParser().setTrackErrors(20);

        parser.parseInput(html(TestingWindows.report(TestingWindows.of(HOSTILE, 0, 30))), "");

        assertThat(parser.getErrors()).isEmpty();
    }

    @Test
    void a_bundle_called_script_is_shown_and_not_run() throws Exception {
        Document page = page(TestingWindows.report(
                TestingWindows.of(HOSTILE, 0, 3),
                List.of(new Change(TestingWindows.NOON, "policy", "for <script>alert(3)</script>"))));

        assertThat(page.select("script")).hasSize(3);
        assertThat(page.select("img, svg, iframe")).isEmpty();
        assertThat(page.select("#summary thead").text()).contains("</script><script>alert(1)</script>");
        assertThat(page.select("#events").text()).contains("for <script>alert(3)</script>");
        assertThat(data(page).at("/windows/0/bundle").asText()).isEqualTo(HOSTILE.toString());
    }

    @Test
    void the_page_loads_nothing_and_runs_its_own_scripts_alone() throws Exception {
        Document page = page(TestingWindows.report(TestingWindows.of(TestingWindows.TINY, 0, 30)));
        String policy = page.select("meta[http-equiv=Content-Security-Policy]").attr("content");

        assertThat(page.select("[src], [href], [style], [onclick], [onload]")).isEmpty();
        assertThat(page.outerHtml())
                .doesNotContainPattern(Pattern.compile("(?i)(src|href|url\\()\\s*=?\\s*[\"']?https?:"));
        assertThat(policy).startsWith("default-src 'none'").doesNotContain("unsafe");
        for (Element script : page.select("script:not([type])")) {
            assertThat(policy).contains(hash(script.data()));
        }
        assertThat(policy).contains(hash(page.select("style").first().data()));
    }

    @Test
    void of_the_same_windows_comes_the_same_page() {
        assertThat(html(TestingWindows.report(TestingWindows.of(TestingWindows.TINY, 0, 30))))
                .isEqualTo(html(TestingWindows.report(TestingWindows.of(TestingWindows.TINY, 0, 30))))
                .isNotEqualTo(html(TestingWindows.report(TestingWindows.of(TestingWindows.TINY, 0, 31))));
    }

    @Test
    void as_many_windows_as_are_drawn_stay_below_a_megabyte() {
        assertThat(html(TestingWindows.report(TestingWindows.of(TestingWindows.TINY, 0, 600)))
                        .length())
                .isLessThan(1_000_000);
    }

    @Test
    void two_intervals_are_compared_in_a_table_and_as_two_places() throws Exception {
        var report = new Report(
                TestingWindows.TIMES,
                "offramp-throughput",
                Optional.of(TestingWindows.history(TestingWindows.of(TestingWindows.TINY, 30, 60))),
                Optional.of(TestingWindows.history(TestingWindows.of(TestingWindows.TINY, 0, 30))),
                new PolicyChanges(List.of(), "there is no topic offramp-policies"),
                Optional.empty(),
                Optional.of(new Price(0.05, 8)));

        Document page = page(report);

        assertThat(page.select("#comparison thead th").eachText())
                .containsExactly(
                        "A: 2026-01-31 13:00:00 to 13:05:00", "B: 2026-01-31 13:05:00 to 13:10:00", "B against A");
        assertThat(page.select("#facts").text()).contains("there is no topic offramp-policies");
        assertThat(page.select("#cost-table").text()).contains("0.400 EUR", "1.11 EUR");
        assertThat(data(page).at("/places"))
                .filteredOn(place -> place.has("here"))
                .extracting(place -> place.get("label").asText())
                .containsExactly("A", "B");
    }

    private static String html(Report report) {
        return new HtmlReport(report).text();
    }

    private static Document page(Report report) {
        return Jsoup.parse(html(report));
    }

    private static JsonNode data(Document page) throws Exception {
        return new ObjectMapper().readTree(page.getElementById("data").data());
    }

    private static String hash(String text) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    }
}
