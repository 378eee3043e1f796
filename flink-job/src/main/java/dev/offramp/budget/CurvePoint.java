package dev.offramp.budget;

import dev.offramp.policy.Thresholds;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * One way to set the exits, with what it comes to on held-out samples.
 *
 * @param meanCost a sample, in the unit of the costs that it was found with
 * @param accuracy 0 to 1
 * @param shares   of the samples, that leave at each exit
 */
public record CurvePoint(Thresholds thresholds, double meanCost, double accuracy, List<Double> shares)
        implements Serializable {

    public CurvePoint {
        shares = List.copyOf(shares);
    }

    /**
     * What thresholds come to on a table.
     *
     * @param costs to each exit
     */
    public static CurvePoint of(ExitTable table, Thresholds thresholds, double[] costs) {
        float[] all = Arrays.copyOf(thresholds.toArray(), table.exits());
        all[table.exits() - 1] = QuotaThresholds.EVERYBODY;
        Outcome outcome = Outcome.of(table, all, costs);
        Double[] shares = new Double[table.exits()];
        double mean = 0;
        for (int k = 0; k < shares.length; k++) {
            shares[k] = outcome.left().get(k) / (double) table.samples();
            mean += shares[k] * costs[k];
        }
        return new CurvePoint(thresholds, mean, outcome.correct() / (double) table.samples(), Arrays.asList(shares));
    }

    /** Share of all samples that come to a stage, 1-based. */
    public double reaching(int stage) {
        return 1
                - shares.subList(0, stage - 1).stream()
                        .mapToDouble(Double::doubleValue)
                        .sum();
    }

    /** Of the samples that reach an exit (1-based, not the last), the share that goes deeper. */
    double deeperShare(int exit) {
        double deeper = shares.subList(exit, shares.size()).stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        double reaching = deeper + shares.get(exit - 1);
        return reaching == 0 ? 0 : deeper / reaching;
    }
}
