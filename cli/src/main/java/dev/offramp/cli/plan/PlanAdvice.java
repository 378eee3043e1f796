package dev.offramp.cli.plan;

import dev.offramp.budget.DeploymentPlan;
import dev.offramp.budget.PlanAssumptions;
import dev.offramp.budget.Planner;
import dev.offramp.budget.StageCosts;
import dev.offramp.budget.Workload;
import dev.offramp.cli.terminal.Figures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** What a person should know of a plan beside its figures: what it cannot carry, and what would carry more. */
record PlanAdvice(StageCosts costs, Workload load, PlanAssumptions given) {

    /** A faster batch is worth a word from here on; measurements of stages vary by less. */
    private static final double WORTH_SAYING = 1.05;

    /** Lines for a person, none where there is nothing to say. */
    List<String> lines(List<DeploymentPlan> plans, OptionalInt cores) {
        List<String> lines = new ArrayList<>();
        for (DeploymentPlan plan : plans) {
            if (plan.mostPerSecond() < load.perSecond()) {
                lines.add("Warning: " + plan.placement() + " cannot carry " + rate(load.perSecond()) + "; at most "
                        + rate(plan.mostPerSecond()) + ".");
            }
            if (cores.isPresent() && plan.subtasks() > cores.getAsInt()) {
                lines.add("Warning: " + plan.placement() + " needs " + Figures.count(plan.subtasks()) + " cores, "
                        + Figures.count(cores.getAsInt()) + " are there.");
            }
        }
        if (!lines.isEmpty() && cores.isPresent()) {
            lines.add("Colocated on " + cores.getAsInt() + " cores: at most "
                    + rate(new CarriedRate(costs, load.reach(), load.activationBytes(), given).on(cores.getAsInt()))
                    + " at the utilisation of this plan. A smaller --budget or --accuracy carries more.");
        }
        fasterBatch().ifPresent(lines::add);
        return lines;
    }

    private Optional<String> fasterBatch() {
        double now = perCore(given.maxBatch());
        return costs.batchSizes().stream()
                .max(Comparator.comparingDouble(this::perCore))
                .filter(batch -> perCore(batch) > WORTH_SAYING * now)
                .map(batch -> String.format(
                        Locale.ROOT,
                        "Batches of %d would carry %.0f %% more than those of %d: --batch %d here, stage.batch.max-size:"
                                + " %d in the job.",
                        batch,
                        100 * (perCore(batch) / now - 1),
                        given.maxBatch(),
                        batch,
                        batch));
    }

    private double perCore(int batch) {
        return planner(new PlanAssumptions(
                        given.utilisation(),
                        batch,
                        given.maxLingerMillis(),
                        given.overhead(),
                        given.wireBytesPerSecond(),
                        given.wireShrink()))
                .mostPerSecond(1);
    }

    private Planner planner(PlanAssumptions assumptions) {
        return new Planner(costs, load, assumptions);
    }

    private static String rate(double perSecond) {
        return Figures.count(perSecond) + "/s";
    }
}
