package dev.offramp.refresh;

import java.util.Random;

/** Windows of ten seconds in which both answered 200 samples of ten streams, from time 0 on. */
final class SimulatedTrial {

    static final long WINDOW_MILLIS = 10_000;

    private static final int STREAMS = 10;
    private static final int SAMPLES = 20; // of each

    private final Random random;
    private final double agreement;
    private final double costFactor;

    /** @param costFactor of the candidate's multiply-adds */
    SimulatedTrial(int seed, double agreement, double costFactor) {
        this.random = new Random(seed);
        this.agreement = agreement;
        this.costFactor = costFactor;
    }

    /** One that agrees so often, and costs the same. */
    static SimulatedTrial agreeing(double agreement) {
        return new SimulatedTrial(3, agreement, 1);
    }

    /** The window of this number, from 0. */
    ComparedWindow window(int number) {
        return window(number * WINDOW_MILLIS, (number + 1) * WINDOW_MILLIS, STREAMS);
    }

    ComparedWindow window(long startMillis, long endMillis, int streams) {
        ComparisonTally tally = new ComparisonTally(Design.PAIRED);
        for (int stream = 0; stream < streams; stream++) {
            for (int sample = 0; sample < SAMPLES; sample++) {
                tally.add(
                        "camera-" + stream,
                        GroupTotals.ofBoth(random.nextDouble() < agreement, side(costFactor), side(1)));
            }
        }
        return new ComparedWindow(startMillis, endMillis, tally.total());
    }

    /** A window in which nothing was answered. */
    static ComparedWindow empty(int number) {
        return new ComparedWindow(
                number * WINDOW_MILLIS, (number + 1) * WINDOW_MILLIS, Comparison.nothing(Design.PAIRED));
    }

    private SideTotals side(double factor) {
        return SideTotals.unlabelled(factor * (random.nextDouble() < 0.7 ? 4.5e6 : 9e6), 12);
    }
}
