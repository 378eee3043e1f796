package dev.offramp.cli.report;

import dev.offramp.sample.BundleId;
import dev.offramp.throughput.BudgetTotals;
import dev.offramp.throughput.DearestStreams;
import dev.offramp.throughput.ExitTotals;
import dev.offramp.throughput.LimitTotals;
import dev.offramp.throughput.ServedWindow;
import dev.offramp.throughput.StageTotals;
import dev.offramp.throughput.StreamTotals;
import dev.offramp.throughput.Totals;
import dev.offramp.throughput.Window;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/** Windows of a network with three exits, for tests of what tells of them. */
final class TestingWindows {

    static final BundleId TINY = new BundleId("tiny", "1.2.3");
    static final long NOON = Instant.parse("2026-01-31T12:00:00Z").toEpochMilli();
    static final long LENGTH = 10_000;
    static final int EXITS = 3;
    static final Times TIMES =
            new Times(Clock.fixed(Instant.parse("2026-01-31T14:00:00Z"), ZoneId.of("Europe/Berlin")));

    private static final int SAMPLES = 1_000;

    private TestingWindows() {}

    /** The window of a bundle that begins so many lengths after noon; the further, the more samples leave late. */
    static ServedWindow of(BundleId bundle, int place) {
        int late = 100 + place % 200;
        long start = NOON + place * LENGTH;
        List<ExitTotals> exits = List.of(exit(SAMPLES - 2L * late, 2_000), exit(late, 8_000), exit(late, 30_000));
        List<StageTotals> stages = List.of(stage(SAMPLES, 900), stage(2L * late, 1_500), stage(late, 4_000));
        long multiplyAdds = (SAMPLES - 2L * late) * 1_000_000L + late * 3_000_000L + late * 9_000_000L;
        var totals = new Totals(
                multiplyAdds,
                50_000_000,
                new BudgetTotals(SAMPLES, 2 * multiplyAdds, multiplyAdds),
                new LimitTotals(100, 97, 3, 5),
                exits,
                stages,
                1);
        return new ServedWindow(bundle, EXITS, new Window(start, start + LENGTH, totals));
    }

    /** One of whose samples so many are labelled, and so many of these right. */
    static ServedWindow labelled(int place, long correct, long labelled) {
        var only = new ExitTotals(labelled, labelled, correct, 0, 0, histogram(labelled, 1_000));
        long start = NOON + place * LENGTH;
        var totals = new Totals(
                labelled, 0, Totals.NONE.budget(), Totals.NONE.limits(), List.of(only), List.of(stage(labelled, 9)), 1);
        return new ServedWindow(TINY, 1, new Window(start, start + LENGTH, totals));
    }

    /** One that names two streams, and has others of which it tells no more than that they are so many. */
    static ServedWindow withStreams(int place, long others) {
        ServedWindow served = of(TINY, place);
        var streams = new DearestStreams(
                List.of(
                        new StreamTotals("gate", 900_000_000, 600_000, List.of(200L, 50L, 50L)),
                        new StreamTotals("hall", 300_000_000, 250_000, List.of(100L))),
                others);
        Window window = served.window();
        return new ServedWindow(
                TINY,
                EXITS,
                new Window(
                        window.startMillis(),
                        window.endMillis(),
                        window.totals().with(streams)));
    }

    static List<ServedWindow> of(BundleId bundle, int from, int to) {
        List<ServedWindow> windows = new ArrayList<>();
        for (int place = from; place < to; place++) {
            windows.add(of(bundle, place));
        }
        return windows;
    }

    static History history(List<ServedWindow> windows) {
        long end = windows.get(windows.size() - 1).window().endMillis();
        long start = windows.get(0).window().startMillis();
        return new History(new Span(start, end), windows, windows.size(), 0, Optional.empty());
    }

    static Report report(List<ServedWindow> windows) {
        return report(windows, List.of());
    }

    static Report report(List<ServedWindow> windows, List<Change> changes) {
        return new Report(
                TIMES,
                "offramp-throughput",
                Optional.of(history(windows)),
                Optional.empty(),
                new PolicyChanges(changes, ""),
                Optional.empty(),
                Optional.empty());
    }

    private static ExitTotals exit(long samples, long micros) {
        return new ExitTotals(samples, samples / 2, samples * 45 / 100, 20, 19, histogram(samples, micros));
    }

    private static StageTotals stage(long samples, long micros) {
        return new StageTotals(samples, 16 * samples, histogram(samples, 400), histogram(samples, micros));
    }

    private static Histogram histogram(long samples, long micros) {
        var histogram = new Histogram(2);
        histogram.setAutoResize(true);
        histogram.recordValueWithCount(micros, samples * 9 / 10);
        histogram.recordValueWithCount(3 * micros, samples - samples * 9 / 10);
        return histogram;
    }
}
