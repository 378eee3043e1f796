package dev.offramp.cli.top;

import dev.offramp.cli.analysis.Flow;
import dev.offramp.cli.analysis.Frontier;
import dev.offramp.cli.analysis.Position;
import dev.offramp.cli.analysis.Shadow;
import dev.offramp.cli.terminal.Figures;
import dev.offramp.cli.watch.Board;
import dev.offramp.throughput.ExitFigures;
import dev.offramp.throughput.ServedWindow;
import dev.offramp.throughput.WindowFigures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jline.utils.AttributedString;

/** What comes and goes, where it leaves, and what it costs. */
record TrafficSections(Board.Snapshot board, Optional<Frontier> frontier, Pen pen, int columns) {

    static final String NOTHING_YET = "nothing was answered yet";

    private static final double MICROS = 1000;
    private static final double STEADY = 0.5;
    private static final int MOST_ROWS = 6;

    Section flow() {
        if (board.flow().isEmpty()) {
            return new Section("FLOW", rows(List.of("not read yet, or not now")));
        }
        Flow flow = board.flow().get().flow();
        List<String> pieces = List.of(
                format("in %s/s", Figures.count(flow.in())), format("read %s/s", Figures.count(flow.out())), lag(flow));
        return new Section("FLOW", rows(Fit.pieces(pieces, columns)));
    }

    private static String lag(Flow flow) {
        if (flow.lag() <= 0) {
            return "nothing waits";
        }
        String work = flow.lagSeconds().isEmpty()
                ? "nothing is read"
                : Figures.span(
                        Duration.ofMillis(Math.round(1000 * flow.lagSeconds().getAsDouble())));
        String trend = Math.abs(flow.lagTrend()) < STEADY ? "steady" : format("%+,.0f/s", flow.lagTrend());
        return format("%s wait (%s), %s", Figures.count(flow.lag()), work, trend);
    }

    /** Where several bundles answer, or run, beside each other; what stands below is of the first. */
    Optional<Section> bundles() {
        List<ServedWindow> recent = board.recent();
        double all = recent.stream()
                .mapToLong(one -> one.window().totals().samples())
                .sum();
        return recent.size() < 2
                ? Optional.empty()
                : Optional.of(new Section(
                        "BUNDLES",
                        recent.stream()
                                .map(one -> pen.plain(bundle(one, Math.max(1, all))))
                                .toList()));
    }

    private String bundle(ServedWindow one, double all) {
        Optional<Shadow> shadow = Shadow.of(one);
        if (shadow.isPresent() && one.figures().samples() == 0) {
            return format(
                    "%7s  agrees %s  cost %.2fx  %s",
                    "shadow",
                    Figures.percent(shadow.get().agreement()),
                    shadow.get().cost(),
                    pen.glyphs().text(one.bundle().toString()));
        }
        WindowFigures figures = one.figures();
        return format(
                "%7s  %s a sample  p99 %s  %s",
                Figures.percent(figures.samples() / all),
                Figures.multiplyAdds(figures.meanMultiplyAdds()),
                Figures.millis(figures.latency().p99Micros() / MICROS),
                pen.glyphs().text(one.bundle().toString()));
    }

    Section exits() {
        List<ServedWindow> recent = board.recent();
        if (recent.isEmpty()) {
            return new Section("EXITS", List.of(pen.faint(NOTHING_YET)));
        }
        List<AttributedString> rows = new ArrayList<>();
        for (ExitFigures exit : recent.get(0).figures().exits()) {
            String figures = format(
                    "exit %-2d %7s %9s  ",
                    exit.exit(), Figures.percent(exit.share()), Figures.count((double)
                            exit.totals().samples()));
            String bar = pen.glyphs().bar(exit.share(), Math.max(0, columns - figures.length()));
            rows.add(pen.plain(figures + bar));
        }
        return new Section("EXITS", rows);
    }

    Section cost() {
        List<ServedWindow> recent = board.recent();
        if (recent.isEmpty()) {
            return new Section("COST", List.of(pen.faint(NOTHING_YET)));
        }
        WindowFigures figures = recent.get(0).figures();
        List<String> rows = new ArrayList<>(wrapped(frontier.filter(
                        known -> known.isOf(recent.get(0).bundle()))
                .map(known -> String.join(" ", Position.on(known, figures).sentences()))
                .orElseGet(() -> format(
                        "%s multiply-adds a sample; what another accuracy would cost is told with --bundle",
                        Figures.multiplyAdds(figures.meanMultiplyAdds())))));
        figures.budgetUse()
                .ifPresent(use -> rows.addAll(wrapped(format("Budgets are used to %s", Figures.percent(use)))));
        return new Section("COST", rows(rows));
    }

    private List<String> wrapped(String text) {
        return Fit.wrapped(text, columns, MOST_ROWS, pen.glyphs().ellipsis());
    }

    private List<AttributedString> rows(List<String> texts) {
        return texts.stream().map(pen::plain).toList();
    }

    private static String format(String pattern, Object... arguments) {
        return String.format(Locale.ROOT, pattern, arguments);
    }
}
