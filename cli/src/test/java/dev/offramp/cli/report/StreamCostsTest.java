package dev.offramp.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.offramp.cli.report.StreamCosts.Cost;
import dev.offramp.sample.BundleId;
import dev.offramp.throughput.DearestStreams;
import dev.offramp.throughput.ServedWindow;
import dev.offramp.throughput.StreamTotals;
import dev.offramp.throughput.Totals;
import dev.offramp.throughput.Window;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StreamCostsTest {

    private static final List<ServedWindow> TEN = windows(10, 5);

    @Test
    void named_streams_and_all_others_come_to_the_whole() {
        StreamCosts costs = costs(TEN, 20);
        Totals whole = TestingWindows.history(TEN).sums().get(0).window().totals();

        assertThat(costs.named()).extracting(Cost::name).containsExactly("gate", "hall");
        assertThat(costs.named()).extracting(Cost::samples).containsExactly(3_000L, 1_000L);
        assertThat(parts(costs).mapToLong(Cost::samples).sum()).isEqualTo(whole.samples());
        assertThat(parts(costs).mapToLong(Cost::multiplyAdds).sum()).isEqualTo(whole.multiplyAdds());
        assertThat(parts(costs).mapToDouble(costs::share).sum()).isCloseTo(1, within(1e-12));
        assertThat(costs.all().multiplyAdds()).isEqualTo(whole.multiplyAdds());
    }

    @Test
    void a_stream_beyond_those_that_are_named_is_one_of_the_others() {
        StreamCosts one = costs(TEN, 1);

        assertThat(one.named()).extracting(Cost::name).containsExactly("gate");
        assertThat(one.others().orElseThrow().samples())
                .isEqualTo(costs(TEN, 20).others().orElseThrow().samples() + 1_000);
    }

    @Test
    void what_nobody_counted_is_not_said() {
        StreamCosts costs = costs(TEN, 20);

        assertThat(costs.named().get(0).computeMicros()).isEqualTo(OptionalLong.of(6_000_000));
        assertThat(costs.others().orElseThrow().computeMicros()).isEmpty();
        assertThat(costs.all().computeMicros()).isEmpty();
    }

    @Test
    void where_every_sample_is_of_a_named_stream_there_are_no_others_and_the_core_time_is_that_of_all() {
        ServedWindow served = TestingWindows.of(TestingWindows.TINY, 0);
        Totals totals = served.window().totals();
        var all = new StreamTotals("only", totals.multiplyAdds(), 77, List.of(totals.samples()));
        var told = new ServedWindow(
                served.bundle(),
                served.exits(),
                new Window(0, 1_000, totals.with(new DearestStreams(List.of(all), 0))));

        StreamCosts costs = costs(List.of(told), 20);

        assertThat(costs.others()).isEmpty();
        assertThat(costs.all().computeMicros()).isEqualTo(OptionalLong.of(77));
    }

    @Test
    void streams_of_two_bundles_are_added_up() {
        ServedWindow first = TestingWindows.withStreams(0, 0);
        var second = new ServedWindow(new BundleId("tiny", "2.0.0"), first.exits(), first.window());

        StreamCosts costs = StreamCosts.of(List.of(first, second), 20).orElseThrow();

        assertThat(costs.named().get(0).samples()).isEqualTo(600);
        assertThat(costs.all().samples()).isEqualTo(2_000);
    }

    @Test
    void windows_that_tell_no_streams_apart_have_no_table_of_them() {
        assertThat(StreamCosts.of(
                        TestingWindows.history(TestingWindows.of(TestingWindows.TINY, 0, 5))
                                .sums(),
                        20))
                .isEmpty();
    }

    @Test
    void the_table_has_the_parts_of_the_price_and_they_come_to_the_machines() {
        StreamsTable table = table(Optional.of(new Price(0.05, 8)));

        assertThat(table.table().head()).endsWith("an hour", "a million samples");
        assertThat(table.table().rows().get(0))
                .containsExactly("gate", "3,000", "3.00 M", "44.0 %", "6.0 s", "0.176 EUR", "1.63 EUR");
        assertThat(table.table().rows().get(2))
                .startsWith("all other streams", "6,000")
                .contains("not counted");
        assertThat(table.table().rows().get(3)).startsWith("together", "10,000").contains("0.400 EUR", "1.11 EUR");
        Price paid = table.price().orElseThrow();
        assertThat(parts(table.costs())
                        .mapToDouble(cost -> table.perHour(paid, cost))
                        .sum())
                .isCloseTo(paid.perHour(), within(1e-12));
        assertThat(parts(table.costs())
                        .mapToDouble(cost -> table.perMillion(paid, cost) * cost.samples() / 1e6)
                        .sum())
                .isCloseTo(paid.perHour() * 100 / 3600, within(1e-12)); // of a hundred seconds
    }

    @Test
    void without_a_price_costs_are_multiply_adds_and_core_time() {
        assertThat(table(Optional.empty()).table().rows())
                .allSatisfy(row -> assertThat(row).hasSize(5));
    }

    @Test
    void the_rows_of_the_csv_come_to_its_last() {
        String[] lines =
                new StreamsCsv(table(Optional.of(new Price(0.05, 8)))).text().split("\r\n", -1);

        assertThat(lines[0])
                .startsWith("row,stream,samples,multiply_adds,")
                .endsWith(",eur_per_hour,eur_per_million_samples");
        assertThat(lines[1]).startsWith("stream,\"gate\",3000,9000000000,0.4400");
        assertThat(lines[3]).startsWith("others,,6000,").contains(",,");
        assertThat(lines).hasSize(6).endsWith("");
        for (int column : List.of(2, 3)) {
            assertThat(Arrays.stream(lines, 1, 4)
                            .mapToLong(line -> Long.parseLong(line.split(",", -1)[column]))
                            .sum())
                    .isEqualTo(Long.parseLong(lines[4].split(",", -1)[column]));
        }
        assertThat(Arrays.stream(lines, 0, 5).map(line -> line.split(",", -1).length))
                .containsOnly(9);
    }

    private static StreamsTable table(Optional<Price> price) {
        return new StreamsTable(costs(TEN, 20), TestingWindows.history(TEN).covered(), price);
    }

    private static StreamCosts costs(List<ServedWindow> windows, int most) {
        return StreamCosts.of(TestingWindows.history(windows).sums(), most).orElseThrow();
    }

    private static Stream<Cost> parts(StreamCosts costs) {
        return Stream.concat(costs.named().stream(), costs.others().stream());
    }

    private static List<ServedWindow> windows(int count, long others) {
        return IntStream.range(0, count)
                .mapToObj(place -> TestingWindows.withStreams(place, others))
                .toList();
    }
}
