package dev.offramp.budget;

import dev.offramp.policy.Thresholds;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The exits worth leaving by: all but those that cost more and are less accurate than an earlier one. The last of them
 * takes everybody, even where the network goes on behind it.
 *
 * @param table of the open exits alone
 * @param costs to each open exit
 * @param exits their numbers in the network, 1-based, rising
 * @param of    exits of the network
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
record OpenExits(ExitTable table, double[] costs, int[] exits, int of) {

    /** The threshold that every confidence reaches: none is negative. */
    static final float EVERYBODY = 0;

    /** @param costs to each exit of the table, rising */
    static OpenExits among(ExitTable table, double[] costs) {
        if (table.samples() == 0) {
            throw new IllegalArgumentException("thresholds need at least one calibration sample");
        }
        if (costs.length != table.exits()) {
            throw new IllegalArgumentException(costs.length + " costs for a table of " + table.exits() + " exits");
        }
        int[] exits = new int[table.exits()];
        int open = 0;
        int mostCorrect = -1;
        for (int exit = 1; exit <= table.exits(); exit++) {
            int correct = table.correct(exit);
            if (correct >= mostCorrect) {
                exits[open++] = exit;
                mostCorrect = correct;
            }
        }
        int[] kept = Arrays.copyOf(exits, open);
        double[] keptCosts =
                IntStream.of(kept).mapToDouble(exit -> costs[exit - 1]).toArray();
        return new OpenExits(table.only(kept), keptCosts, kept, table.exits());
    }

    /** Exits that are open. */
    int count() {
        return exits.length;
    }

    /**
     * What thresholds of the open exits come to.
     *
     * @param open one for each open exit but the last
     */
    CurvePoint point(float[] open) {
        float[] last = Arrays.copyOf(open, count());
        last[count() - 1] = EVERYBODY;
        CurvePoint ofOpen = CurvePoint.of(table, Thresholds.of(Arrays.copyOf(last, count() - 1)), costs);
        Double[] shares = new Double[of];
        Arrays.fill(shares, 0.0);
        for (int k = 0; k < count(); k++) {
            shares[exits[k] - 1] = ofOpen.shares().get(k);
        }
        return new CurvePoint(thresholds(last), ofOpen.meanCost(), ofOpen.accuracy(), Arrays.asList(shares));
    }

    private Thresholds thresholds(float[] open) {
        float[] all = new float[of - 1];
        Arrays.fill(all, Thresholds.CLOSED);
        for (int k = 0; k < count(); k++) {
            if (exits[k] < of) {
                all[exits[k] - 1] = open[k] == QuotaThresholds.NOBODY ? Thresholds.CLOSED : open[k];
            }
        }
        return Thresholds.of(all);
    }
}
