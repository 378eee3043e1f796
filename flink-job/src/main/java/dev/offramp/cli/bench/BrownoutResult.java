package dev.offramp.cli.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.offramp.budget.BudgetCurve;
import dev.offramp.budget.CurvePoint;
import dev.offramp.cli.local.Machine;
import dev.offramp.cli.run.JobPlan;
import dev.offramp.cli.terminal.Figures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What steering did in a step of load.
 *
 * @param capacity samples a second with all early exits closed
 * @param goal     95th percentile of latency
 */
record BrownoutResult(JobPlan plan, double capacity, Duration goal, List<LoadPhase> phases, Timeline timeline) {

    /** Seconds of a phase until its figures count. */
    private static final int REACTION = 10;

    List<PhaseFigures> figures() {
        List<PhaseFigures> figures = new ArrayList<>();
        int from = 0;
        List<Long> lag = timeline.lag();
        List<Second> seconds = timeline.seconds();
        for (LoadPhase phase : phases) {
            int to = Math.min(seconds.size(), from + phase.seconds());
            int reaction = Math.min(REACTION, (to - from) / 2);
            figures.add(PhaseFigures.of(
                    phase, seconds.subList(from, to), lag.subList(from, to), goal.toMillis() / 1000.0, reaction));
            from = to;
        }
        return figures;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>(List.of(
                "",
                "load           in/s      out/s   p95 median   p95 worst"
                        + "   over goal for    most lag   accuracy   multiply-adds   left at exit 1/2/..."));
        for (PhaseFigures phase : figures()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%-11s %7s    %7s   %7.0f ms  %7.0f ms   %10d s     %7s    %s   %13s   %s",
                    phase.phase().name(),
                    Figures.count(phase.phase().perSecond()),
                    Figures.count(phase.answeredPerSecond()),
                    phase.medianP95Seconds() * 1000,
                    phase.worstP95Seconds() * 1000,
                    phase.reactedAfter(),
                    Figures.count((double) phase.mostLag()),
                    Figures.percent(phase.accuracy()),
                    Figures.multiplyAdds(phase.meanMultiplyAdds()),
                    shares(phase.shares())));
        }
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "Latency figures leave out the first %d s of a phase. Every frame was answered. Given up under overload: %.2f"
                        + " points; the calibrated curve says %.2f at that mean cost.",
                REACTION,
                100 * givenUp(),
                100 * givenUpByCurve()));
        return lines;
    }

    /** Accuracy in the first phase less that under overload. */
    double givenUp() {
        return figures().get(0).accuracy() - figures().get(1).accuracy();
    }

    /** The same, read from the calibrated curve at the mean costs that were measured. */
    double givenUpByCurve() {
        return accuracyByCurve(figures().get(0)) - accuracyByCurve(figures().get(1));
    }

    private double accuracyByCurve(PhaseFigures phase) {
        BudgetCurve curve = plan.settings().control().curve();
        CurvePoint point = curve.at(phase.meanMultiplyAdds());
        return point.accuracy();
    }

    ObjectNode json(ObjectMapper mapper) {
        ObjectNode json = mapper.createObjectNode()
                .put("benchmark", "brownout")
                .put("machine", Machine.description())
                .put("bundle", plan.settings().bundle().id().toString())
                .put("parallelism", plan.parallelism())
                .put("maxBatchSize", plan.settings().stages().get(0).maxBatchSize())
                .put(
                        "maxLingerMillis",
                        plan.settings().stages().get(0).maxLinger().toMillis())
                .put("goalP95Millis", goal.toMillis())
                .put("fullDepthSamplesPerSecond", capacity)
                .put("accuracyGivenUp", givenUp())
                .put("accuracyGivenUpByCurve", givenUpByCurve());
        json.set("phases", mapper.valueToTree(figures()));
        ArrayNode rows = json.putArray("seconds");
        List<Long> lag = timeline.lag();
        List<Second> seconds = timeline.seconds();
        for (int i = 0; i < seconds.size(); i++) {
            Second second = seconds.get(i);
            rows.addObject()
                    .put("created", second.created())
                    .put("answered", second.answered())
                    .put("lag", lag.get(i))
                    .put("p95Seconds", second.p95Seconds())
                    .put("accuracy", second.accuracy())
                    .put("meanMultiplyAdds", second.meanMultiplyAdds())
                    .set("shares", mapper.valueToTree(second.shares()));
        }
        return json;
    }

    private static String shares(List<Double> shares) {
        return String.join(
                        "/",
                        shares.stream()
                                .map(share -> String.format(Locale.ROOT, "%.0f", share * 100))
                                .toList())
                + " %";
    }
}
