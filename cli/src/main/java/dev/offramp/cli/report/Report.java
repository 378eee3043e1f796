package dev.offramp.cli.report;

import dev.offramp.cli.analysis.Position;
import dev.offramp.cli.terminal.Quantity;
import dev.offramp.throughput.ServedWindow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that a report tells, before it is written in any form. What it holds depends on the topics and the interval alone, so that the
 * same report comes of them again.
 *
 * @param topic    that the history is from
 * @param history  empty where the report is of a bundle alone
 * @param against  with which it is compared
 * @param policies changes of what was wanted
 * @param model    the bundle, where it was given
 * @param price    of the machines, where it is known
 */
record Report(
        Times times,
        String topic,
        Optional<History> history,
        Optional<History> against,
        PolicyChanges policies,
        Optional<Model> model,
        Optional<Price> price) {

    private static final int MOST_CHANGES = 200;

    /** What it is about, in a line. */
    String title() {
        return history.map(of ->
                        of.sums().stream().map(sum -> sum.bundle().toString()).collect(Collectors.joining(", ")))
                .orElseGet(
                        () -> model.map(known -> known.bundle().id().toString()).orElse(""));
    }

    /** Of when, what was read and what was not. */
    List<String> facts() {
        List<String> facts = new ArrayList<>();
        history.ifPresent(of -> {
            facts.add(times.text(of.span()) + ", time zone " + times.zone());
            facts.add(read(of));
        });
        against.ifPresent(of -> facts.add("Compared with " + times.text(of.span()) + ": " + read(of)));
        if (!policies.problem().isBlank()) {
            facts.add("What changed in the policies is not known: " + policies.problem() + ".");
        }
        facts.addAll(ofModel());
        return facts;
    }

    private String read(History of) {
        String merged = of.windows().size() < of.count()
                ? ", neighbours added up in the pictures to " + of.windows().size()
                : "";
        String foreign = of.unreadable() == 0
                ? ""
                : " " + Quantity.count(of.unreadable())
                        + " records of that time are no windows and are left out; the first: "
                        + of.why().orElse("") + ".";
        long samples =
                of.sums().stream().mapToLong(sum -> sum.figures().samples()).sum();
        return Quantity.count(samples) + " samples in " + Quantity.count(of.count()) + " windows on topic " + topic
                + merged + "." + foreign;
    }

    private List<String> ofModel() {
        if (model.isEmpty()) {
            return List.of("The calibrated frontier is known where the bundle is given with --bundle.");
        }
        List<String> facts = new ArrayList<>();
        if (model.get().frontier().isEmpty()) {
            facts.add("Bundle " + model.get().bundle().id() + " has no calibration table, and so no frontier.");
        }
        boolean served = history.isEmpty()
                || history.get().sums().stream().anyMatch(sum -> model.get().isServedBy(sum));
        if (!served) {
            facts.add("Bundle " + model.get().bundle().id() + ", which was given, is not the one that answered.");
        }
        return facts;
    }

    /** Where the job was on the frontier, and what its neighbours cost; nothing where that is not known. */
    List<String> position() {
        return history.stream()
                .flatMap(of -> of.sums().stream())
                .filter(sum -> model.isPresent() && model.get().isServedBy(sum))
                .limit(1)
                .flatMap(sum -> model.flatMap(Model::frontier).stream()
                        .flatMap(frontier -> Position.on(frontier, sum.figures()).sentences().stream()))
                .map(line -> line.replace("You are here:", "It was here:"))
                .toList();
    }

    /** On the plane of cost and accuracy. */
    List<Place> places() {
        List<Place> places = new ArrayList<>();
        against.ifPresent(of -> places.addAll(Place.along(of, model, "A")));
        history.ifPresent(of -> places.addAll(Place.along(of, model, against.isPresent() ? "B" : "")));
        return places;
    }

    /** In the order of time; the newest where there are very many. */
    List<Change> changes() {
        List<Change> all = Stream.concat(
                        policies.changes().stream(),
                        history.stream().flatMap(of -> BundleChanges.in(of.windows()).stream()))
                .sorted(Comparator.comparingLong(Change::atMillis))
                .toList();
        return all.subList(Math.max(0, all.size() - MOST_CHANGES), all.size());
    }

    /**
     * What each stream cost; empty where no window tells them apart.
     *
     * @param most streams that are named
     */
    Optional<StreamsTable> streams(int most) {
        return history.flatMap(
                of -> StreamCosts.of(of.sums(), most).map(costs -> new StreamsTable(costs, of.covered(), price)));
    }

    /** All of them, in the order of the report. */
    List<ReportTable> tables() {
        List<ReportTable> tables = new ArrayList<>();
        history.ifPresent(of -> {
            List<ServedWindow> sums = of.sums();
            tables.add(SummaryTable.of(sums, model, times));
            against.ifPresent(other -> tables.add(ComparisonTable.of(other, of, times)));
            tables.add(CostTable.of(sums, of.covered(), price));
            streams(StreamsTable.MOST).map(StreamsTable::table).ifPresent(tables::add);
            tables.add(ExitsTable.ofExits(sums.get(0)));
            tables.add(ExitsTable.ofStages(sums.get(0)));
            tables.add(ExitsTable.ofTime(sums.get(0)));
        });
        model.ifPresent(known -> {
            tables.add(BundleTable.of(known.bundle()));
            known.frontier().map(BundleTable::of).ifPresent(tables::add);
        });
        return tables;
    }
}
