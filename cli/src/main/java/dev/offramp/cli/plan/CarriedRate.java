package dev.offramp.cli.plan;

import dev.offramp.budget.PlanAssumptions;
import dev.offramp.budget.Planner;
import dev.offramp.budget.StageCosts;
import dev.offramp.budget.Workload;
import java.util.List;

/** The greatest rate whose colocated plan fits so many cores. */
record CarriedRate(StageCosts costs, List<Double> reach, List<Long> activationBytes, PlanAssumptions given) {

    private static final int BISECTIONS = 30;

    double on(int cores) {
        double low = 0;
        double high = planner(1).mostPerSecond(cores);
        for (int n = 0; n < BISECTIONS; n++) {
            double middle = (low + high) / 2;
            boolean fits = planner(middle).colocated().subtasks() <= cores;
            low = fits ? middle : low;
            high = fits ? high : middle;
        }
        return low;
    }

    private Planner planner(double perSecond) {
        return new Planner(costs, new Workload(perSecond, reach, activationBytes), given);
    }
}
