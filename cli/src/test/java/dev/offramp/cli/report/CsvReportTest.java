package dev.offramp.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.sample.BundleId;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvReportTest {

    @Test
    void every_window_is_a_row() {
        String[] lines = csv(TestingWindows.TINY, 3).split("\r\n", -1);

        assertThat(lines).hasSize(5).endsWith("");
        assertThat(lines[0])
                .startsWith("start,end,bundle,samples,")
                .endsWith(",exit_1_samples,exit_2_samples,exit_3_samples");
        assertThat(lines[2])
                .startsWith("2026-01-31T12:00:10Z,2026-01-31T12:00:20Z,\"tiny 1.2.3\",1000,100,2010000,50000000,0.5,")
                .endsWith(",798,101,101");
        assertThat(lines[2].split(",", -1)).hasSameSizeAs(lines[0].split(",", -1));
    }

    @Test
    void a_name_is_quoted_whatever_is_in_it() {
        assertThat(csv(new BundleId("a\"b,c\n", "1"), 1)).contains(",\"a\"\"b,c\n 1\",");
    }

    @Test
    void a_name_is_no_formula() {
        assertThat(csv(new BundleId("=HYPERLINK(1)", "1"), 1)).contains(",\"'=HYPERLINK(1) 1\",");
    }

    private static String csv(BundleId bundle, int windows) {
        return new CsvReport(List.copyOf(TestingWindows.of(bundle, 0, windows))).text();
    }
}
