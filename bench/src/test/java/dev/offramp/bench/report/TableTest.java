package dev.offramp.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

    private final Table table =
            new Table("Rates", List.of("who", "samples/s"), List.of(List.of("open", "10"), List.of("all closed", "9")));

    @Test
    void columns_are_as_wide_as_their_widest_cell() {
        assertThat(table.lines())
                .containsExactly(
                        "who          samples/s", //
                        "open                10",
                        "all closed           9");
    }

    @Test
    void the_page_gets_markdown() {
        assertThat(table.markdown())
                .containsExactly(
                        "**Rates**", "", "| who | samples/s |", "|---|---|", "| open | 10 |", "| all closed | 9 |", "");
    }

    @Test
    void a_row_has_a_cell_for_each_column() {
        assertThatThrownBy(() -> new Table("Rates", List.of("a", "b"), List.of(List.of("1"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 cells");
    }
}
