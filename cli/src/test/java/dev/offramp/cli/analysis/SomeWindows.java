package dev.offramp.cli.analysis;

import dev.offramp.refresh.ComparisonTally;
import dev.offramp.refresh.Design;
import dev.offramp.refresh.GroupTotals;
import dev.offramp.refresh.SideTotals;
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
import java.util.Collections;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Windows for tests: two exits, the first cheap, the second dear. */
public final class SomeWindows {

    public static final BundleId BUNDLE = new BundleId("tiny", "1.0.0");

    private static final long FIRST_COST = 1_000_000;
    private static final long SECOND_COST = 5_000_000;

    private SomeWindows() {}

    /** A window of a second. */
    public static ServedWindow at(long startMillis, int leftFirst, int leftLast) {
        return of(BUNDLE, startMillis, leftFirst, leftLast);
    }

    public static ServedWindow of(BundleId bundle, long startMillis, int leftFirst, int leftLast) {
        return new ServedWindow(bundle, 2, new Window(startMillis, startMillis + 1000, totals(leftFirst, leftLast)));
    }

    /** A window of a bundle that ran 200 copies as a shadow, at 1.5 times the cost; to a tenth of them it gave another class. */
    public static ServedWindow shadow(BundleId bundle, long startMillis) {
        ComparisonTally pairs = new ComparisonTally(Design.PAIRED);
        for (int n = 0; n < 200; n++) {
            pairs.add(
                    "camera-" + n % 20,
                    GroupTotals.ofBoth(
                            n % 10 > 0,
                            SideTotals.labelled(n % 10 > 0, 1.5 * FIRST_COST, 18),
                            SideTotals.labelled(true, FIRST_COST, 10)));
        }
        Totals totals = Totals.NONE.with(pairs.total());
        return new ServedWindow(bundle, 1, new Window(startMillis, startMillis + 1000, totals));
    }

    /** A window whose samples all leave at the first exit, in batches of so many. */
    public static ServedWindow inBatchesOf(long batch, long startMillis, int samples) {
        Totals like = totals(samples, 0);
        StageTotals first = new StageTotals(samples, batch * samples, micros(samples, 2_000), micros(samples, 4_000));
        Totals totals = new Totals(
                like.multiplyAdds(),
                0,
                like.budget(),
                like.limits(),
                like.exits(),
                List.of(first, like.stages().get(1)),
                0);
        return new ServedWindow(BUNDLE, 2, new Window(startMillis, startMillis + 1000, totals));
    }

    /** The first exit answers after 10 ms, of which 2 are spent waiting and 4 computing; the second after 100, with 10 and 20 more. */
    public static Totals totals(int leftFirst, int leftLast) {
        int all = leftFirst + leftLast;
        return new Totals(
                        leftFirst * FIRST_COST + leftLast * SECOND_COST,
                        0,
                        new BudgetTotals(0, 0, 0),
                        new LimitTotals(0, 0, 0, 0),
                        List.of(exit(leftFirst, 10_000), exit(leftLast, 100_000)),
                        List.of(
                                new StageTotals(all, 16L * all, micros(all, 2_000), micros(all, 4_000)),
                                new StageTotals(
                                        leftLast, 2L * leftLast, micros(leftLast, 10_000), micros(leftLast, 20_000))),
                        0)
                .with(new DearestStreams(
                        List.of(new StreamTotals(
                                "camera",
                                leftFirst * FIRST_COST + leftLast * SECOND_COST,
                                4_000L * all,
                                List.of((long) leftFirst, (long) leftLast))),
                        7));
    }

    private static ExitTotals exit(int samples, long latencyMicros) {
        return new ExitTotals(
                samples, samples, samples * 9 / 10, samples / 2, samples / 4, micros(samples, latencyMicros));
    }

    private static Histogram micros(int count, long value) {
        Histogram histogram = new Histogram(2);
        histogram.setAutoResize(true);
        Collections.nCopies(count, value).forEach(histogram::recordValue);
        return histogram;
    }
}
