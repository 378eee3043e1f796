package dev.offramp.cli.plan;

import dev.offramp.budget.CurvePoint;
import dev.offramp.budget.DeploymentPlan;
import dev.offramp.budget.StagePlan;
import dev.offramp.budget.Workload;
import dev.offramp.cli.terminal.Figures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Plans as text, and which of them wins. */
record PlanReport(Workload load, CurvePoint mix, List<DeploymentPlan> plans) {

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(Figures.count(load.perSecond()) + " samples/s, leaving at exit 1/2/...: "
                + String.join(
                        "/",
                        mix.shares().stream()
                                .map(share -> String.format(Locale.ROOT, "%.1f", 100 * share))
                                .toList())
                + " %");
        lines.add("At these thresholds: " + Figures.percent(mix.accuracy()) + " on the calibration samples, "
                + Figures.multiplyAdds(mix.meanCost()) + " multiply-adds a sample.");
        plans.forEach(plan -> add(plan, lines));
        DeploymentPlan winner = plans.stream()
                .min(Comparator.comparingInt(DeploymentPlan::subtasks))
                .orElseThrow();
        lines.add("");
        lines.add(winner.placement() + " needs fewer subtasks"
                + (winner.networkBitsPerSecond() == 0 ? ", and no activation crosses the network." : "."));
        return lines;
    }

    private static void add(DeploymentPlan plan, List<String> lines) {
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "%s: %s subtasks, up to %s/s; latency in the job p50 %s, p95 %s%s",
                plan.placement(),
                Figures.count(plan.subtasks()),
                Figures.count(plan.mostPerSecond()),
                Figures.millis(plan.p50Millis()),
                Figures.millis(plan.p95Millis()),
                plan.networkBitsPerSecond() == 0
                        ? ""
                        : String.format(
                                Locale.ROOT, "; %.1f Gbit/s between stages", plan.networkBitsPerSecond() / 1e9)));
        lines.add("  stage    samples/s   parallelism   mean batch   waits at most   runs   core time a sample");
        for (StagePlan stage : plan.stages()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  %5d %12s %13s %12.1f %15s %6s %17.0f us",
                    stage.stage(),
                    Figures.count(stage.perSecond()),
                    Figures.count(stage.parallelism()),
                    stage.meanBatch(),
                    Figures.millis(stage.fillMillis()),
                    Figures.millis(stage.runMillis()),
                    1000 * stage.millisecondsASample()));
        }
    }
}
