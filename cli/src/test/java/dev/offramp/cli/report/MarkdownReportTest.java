package dev.offramp.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.sample.BundleId;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownReportTest {

    @Test
    void tables_have_a_head_a_rule_and_rows() {
        String text = text(TestingWindows.TINY);

        assertThat(text)
                .startsWith("# Offramp report: tiny 1.2.3\n")
                .contains("## What it came to\n\n|  | tiny 1.2.3 |\n|---|---:|\n| windows | ")
                .contains("![curve](report-curve.png)")
                .contains("## What changed when\n\n- Nothing.\n");
    }

    @Test
    void a_name_is_no_markup() {
        assertThat(text(new BundleId("a|b<script>`*_", "1")))
                .contains("| a\\|b&lt;script>\\`\\*\\_ 1 |")
                .doesNotContain("<script>");
    }

    private static String text(BundleId bundle) {
        return new MarkdownReport(TestingWindows.report(TestingWindows.of(bundle, 0, 5)))
                .text(List.of("report-curve.png"));
    }
}
