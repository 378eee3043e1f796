package dev.offramp.cli.report;

import dev.offramp.cli.picture.Aim;
import dev.offramp.cli.picture.Bar;
import dev.offramp.cli.picture.Bars;
import dev.offramp.cli.picture.Drawing;
import dev.offramp.cli.terminal.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Two results of one measurement beside each other: A, with which is compared, and B; bar by bar. */
record BenchmarkComparison(Benchmark a, Benchmark b) {

    /** One bar of both. */
    record Pair(Bars group, Bar a, Bar b) {

        /** Median by median; empty where there is nothing to divide by. */
        Optional<Double> ratio() {
            return a.median() == 0 ? Optional.empty() : Optional.of(b.median() / a.median());
        }

        /** Whether what was measured tells the two apart. */
        String ranges() {
            if (!a.hasRange() || !b.hasRange()) {
                return "measured once";
            }
            return a.most() < b.least() || b.most() < a.least() ? "apart" : "overlap";
        }
    }

    /** Those that both have. */
    List<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>();
        for (Bars group : b.drawing().bars()) {
            for (Bar bar : group.bars()) {
                ofA(group, bar).ifPresent(other -> pairs.add(new Pair(group, other, bar)));
            }
        }
        return pairs;
    }

    private Optional<Bar> ofA(Bars group, Bar bar) {
        return a.drawing().bars().stream()
                .filter(other ->
                        other.title().equals(group.title()) && other.unit().equals(group.unit()))
                .flatMap(other -> other.bars().stream())
                .filter(other -> other.name().equals(bar.name()))
                .findFirst();
    }

    ReportTable table() {
        return new ReportTable(
                "comparison",
                "Two results compared",
                List.of("", "unit", "A", "B", "B against A", "ranges"),
                pairs().stream().map(BenchmarkComparison::row).toList());
    }

    private static List<String> row(Pair pair) {
        return List.of(
                pair.group().title() + ": " + pair.b().name(),
                pair.group().unit(),
                pair.a().aiming(Aim.NONE).text(),
                pair.b().aiming(Aim.NONE).text(),
                pair.ratio().map(ratio -> "× " + Quantity.digits(ratio)).orElse(""),
                pair.ranges());
    }

    /** The bars of both below each other; what has a time is B's alone. */
    Drawing drawing() {
        return new Drawing(
                b.drawing().bars().stream().map(this::both).toList(),
                b.drawing().times());
    }

    private Bars both(Bars group) {
        List<Bar> bars = new ArrayList<>();
        for (Bar bar : group.bars()) {
            ofA(group, bar).map(other -> named(other, "A")).ifPresent(bars::add);
            bars.add(named(bar, "B"));
        }
        return new Bars(group.title(), group.unit(), bars);
    }

    private static Bar named(Bar bar, String result) {
        return new Bar(bar.name() + ", " + result, bar.median(), bar.least(), bar.most(), bar.aim());
    }
}
