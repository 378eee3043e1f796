package dev.offramp.cli.report;

import dev.offramp.budget.Interval;
import dev.offramp.throughput.ExitTotals;
import dev.offramp.throughput.ServedWindow;
import dev.offramp.throughput.WindowFigures;
import java.util.List;
import java.util.Optional;

/** What windows say of shares, with how sure that is. */
final class Measured {

    private Measured() {}

    /** Of the samples with labels, those that were answered right; empty where there are none. */
    static Optional<Interval> accuracy(ServedWindow served) {
        WindowFigures figures = served.figures();
        return share(figures.correct(), figures.labelled());
    }

    /** Of the shadows, those that agree; likewise. */
    static Optional<Interval> agreement(ServedWindow served) {
        List<ExitTotals> exits = served.window().totals().exits();
        return share(exits.stream().mapToLong(ExitTotals::agreed).sum(), shadowed(served));
    }

    static long shadowed(ServedWindow served) {
        return served.window().totals().exits().stream()
                .mapToLong(ExitTotals::shadowed)
                .sum();
    }

    private static Optional<Interval> share(long hits, long of) {
        return of == 0 ? Optional.empty() : Optional.of(Interval.ofShare(hits, of));
    }
}
