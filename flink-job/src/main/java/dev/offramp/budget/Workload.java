package dev.offramp.budget;

import java.util.ArrayList;
import java.util.List;

/**
 * What a deployment has to carry.
 *
 * @param perSecond       samples
 * @param reach           share of the samples that reach each stage; the first is 1
 * @param activationBytes that a sample carries into each stage; the first is its pixels
 */
public record Workload(double perSecond, List<Double> reach, List<Long> activationBytes) {

    public Workload {
        reach = List.copyOf(reach);
        activationBytes = List.copyOf(activationBytes);
        if (!(perSecond > 0)) {
            throw new IllegalArgumentException("the rate must be above 0, was " + perSecond);
        }
    }

    /** Stages that a sample passes, in the mean. */
    public double stagesASample() {
        return reach.stream().mapToDouble(Double::doubleValue).sum();
    }

    /** The shares that reach each stage, from those that leave at each exit. */
    public static List<Double> reach(List<Double> shares) {
        List<Double> reach = new ArrayList<>();
        double deeper = 1;
        for (double share : shares) {
            reach.add(Math.max(0, deeper));
            deeper -= share;
        }
        return reach;
    }
}
