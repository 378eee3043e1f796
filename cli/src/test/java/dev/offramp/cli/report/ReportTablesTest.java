package dev.offramp.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.cli.analysis.SomeWindows;
import dev.offramp.cli.terminal.Quantity;
import dev.offramp.sample.BundleId;
import dev.offramp.throughput.ServedWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportTablesTest {

    private static final List<ServedWindow> HUNDRED = TestingWindows.of(TestingWindows.TINY, 0, 100);

    @Test
    void the_summary_says_what_the_interval_came_to() {
        ReportTable table =
                SummaryTable.of(TestingWindows.history(HUNDRED).sums(), Optional.empty(), TestingWindows.TIMES);

        assertThat(table.head()).containsExactly("", "tiny 1.2.3");
        assertThat(table.rows())
                .contains(
                        List.of("windows", "2026-01-31 13:00:00 to 13:16:40"),
                        List.of("samples", "100,000"),
                        List.of("samples a second", "100"),
                        List.of("multiply-adds a sample", "2.50 M"),
                        List.of("use of the budget", "50.0 %"),
                        List.of("left at exit 1", "70.1 %"),
                        List.of("left at exit 3", "15.0 %"),
                        List.of("deadlines met", "97.0 % of 10,000"),
                        List.of("answered early for a deadline", "300"));
    }

    @Test
    void every_bundle_that_answered_has_a_column() {
        List<ServedWindow> both = new ArrayList<>(TestingWindows.of(TestingWindows.TINY, 0, 10));
        both.addAll(TestingWindows.of(new BundleId("tiny", "2.0.0"), 10, 30));

        ReportTable table =
                SummaryTable.of(TestingWindows.history(both).sums(), Optional.empty(), TestingWindows.TIMES);

        assertThat(table.head()).containsExactly("", "tiny 2.0.0", "tiny 1.2.3");
        assertThat(table.rows()).allSatisfy(row -> assertThat(row).hasSize(3));
    }

    @Test
    void a_shadow_has_a_column_that_says_how_it_compares_and_is_no_bundle_that_answers() {
        List<ServedWindow> both = new ArrayList<>(TestingWindows.of(TestingWindows.TINY, 0, 10));
        both.add(SomeWindows.shadow(new BundleId("tiny", "2.0.0"), TestingWindows.NOON + 50_000));
        both.addAll(TestingWindows.of(TestingWindows.TINY, 10, 12));
        History history = TestingWindows.history(both);

        assertThat(SummaryTable.of(history.sums(), Optional.empty(), TestingWindows.TIMES)
                        .rows())
                .contains(
                        List.of("samples", "12,000", "0"),
                        List.of("as a shadow: samples", "no shadow", "200"),
                        List.of("as a shadow: cost, times that of what answered", "no shadow", "1.50 (1.50 to 1.50)"))
                .anySatisfy(row -> assertThat(row)
                        .startsWith("as a shadow: agreement with what answered", "no shadow")
                        .last()
                        .asString()
                        .startsWith("90.0 % ("));
        assertThat(SummaryTable.of(history.sums().subList(0, 1), Optional.empty(), TestingWindows.TIMES)
                        .rows())
                .noneMatch(row -> row.get(0).startsWith("as a shadow"));
        assertThat(BundleChanges.in(both)).isEmpty();
    }

    @Test
    void machines_are_paid_for_by_the_hour_whatever_comes() {
        History history = TestingWindows.history(HUNDRED);

        ReportTable table = CostTable.of(history.sums(), history.covered(), Optional.of(new Price(0.05, 8)));

        assertThat(table.rows())
                .contains(
                        List.of("multiply-adds an hour", "898 G"),
                        List.of("multiply-adds for a million samples", "2.50 T"),
                        List.of("machines, an hour", "0.400 EUR"),
                        List.of("machines, a million samples", "1.11 EUR"));
    }

    @Test
    void without_a_price_costs_are_multiply_adds_alone() {
        History history = TestingWindows.history(HUNDRED);

        assertThat(CostTable.of(history.sums(), history.covered(), Optional.empty())
                        .rows())
                .extracting(row -> row.get(0))
                .noneMatch(name -> name.startsWith("machines"));
    }

    @Test
    void a_comparison_has_both_and_what_differs() {
        History before = TestingWindows.history(TestingWindows.of(TestingWindows.TINY, 0, 10));
        History after = TestingWindows.history(TestingWindows.of(TestingWindows.TINY, 90, 100));

        ReportTable table = ComparisonTable.of(before, after, TestingWindows.TIMES);

        assertThat(table.rows())
                .contains(
                        List.of("bundle", "tiny 1.2.3", "tiny 1.2.3", "the same"),
                        List.of("samples", "10,000", "10,000", "× 1.00"),
                        List.of("left at exit 3", "10.5 %", "19.5 %", "+9.0 points"),
                        List.of(
                                "shadows that agree",
                                "95.0 % (93.0 % to 96.5 %)",
                                "95.0 % (93.0 % to 96.5 %)",
                                "none"));
    }

    @Test
    void shares_whose_intervals_overlap_may_differ_by_chance() {
        History one = TestingWindows.history(List.of(TestingWindows.labelled(0, 900, 1000)));
        History close = TestingWindows.history(List.of(TestingWindows.labelled(1, 910, 1000)));
        History far = TestingWindows.history(List.of(TestingWindows.labelled(2, 950, 1000)));

        assertThat(accuracy(one, close)).isEqualTo("+1.0 points, perhaps by chance: the intervals overlap");
        assertThat(accuracy(one, far)).isEqualTo("+5.0 points");
    }

    private static String accuracy(History a, History b) {
        return ComparisonTable.of(a, b, TestingWindows.TIMES).rows().stream()
                .filter(row -> row.get(0).equals("accuracy, measured"))
                .findFirst()
                .orElseThrow()
                .get(3);
    }

    @Test
    void the_times_of_all_parts_add_up_to_that_of_a_mean_sample() {
        ReportTable table =
                ExitsTable.ofTime(TestingWindows.history(HUNDRED).sums().get(0));

        assertThat(table.rows())
                .extracting(row -> Double.parseDouble(row.get(2).replace(" %", "")))
                .satisfies(shares -> assertThat(
                                shares.stream().mapToDouble(share -> share).sum())
                        .isBetween(99.0, 101.0));
    }

    @Test
    void a_bundle_begins_and_ceases_to_answer() {
        var other = new BundleId("tiny", "2.0.0");
        List<ServedWindow> both = new ArrayList<>(TestingWindows.of(TestingWindows.TINY, 0, 10));
        both.addAll(TestingWindows.of(other, 8, 20));

        assertThat(BundleChanges.in(both))
                .containsExactlyInAnyOrder(
                        new Change(TestingWindows.NOON + 100_000, "bundle", "tiny 1.2.3 answers no more"),
                        new Change(TestingWindows.NOON + 80_000, "bundle", "tiny 2.0.0 answers from now on"));
    }

    @Test
    void numbers_have_three_digits_and_no_exponent() {
        assertThat(List.of(0.000123, 0.5, 12.345, 99.99, 1234.5, 1.2e7).stream().map(Quantity::digits))
                .containsExactly("0.000123", "0.500", "12.3", "100", "1,235", "12,000,000");
        assertThat(List.of(950.0, 4.12e6, 8.7e14).stream().map(Quantity::scaled))
                .containsExactly("950", "4.12 M", "870 T");
        assertThat(Quantity.euros(1234.5)).isEqualTo("1,234.50 EUR");
    }
}
