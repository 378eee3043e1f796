package dev.offramp.cli.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.offramp.cli.local.Machine;
import dev.offramp.cli.run.JobPlan;
import dev.offramp.cli.terminal.Figures;
import dev.offramp.stage.StageSettings;
import java.util.List;
import java.util.Locale;

/** All pairs under one policy, and what belongs to their figures. */
record EfficiencyRow(String policy, JobPlan plan, List<Pair> pairs) {

    double ratio() {
        return Pair.median(pairs.stream().map(Pair::ratio).toList());
    }

    String line() {
        JobRound last = last();
        return String.format(
                Locale.ROOT,
                "%-12s %10s %12s %12s   %.3f (%.3f to %.3f)   %s",
                policy,
                Figures.multiplyAdds(last.meanMultiplyAdds()),
                Figures.count(bare()),
                Figures.count(job()),
                ratio(),
                pairs.stream().mapToDouble(Pair::ratio).min().orElse(0),
                pairs.stream().mapToDouble(Pair::ratio).max().orElse(0),
                Figures.percent(last.accuracy()));
    }

    ObjectNode json(ObjectMapper mapper) {
        JobRound last = last();
        StageSettings stage = plan.settings().stages().get(0);
        ObjectNode row = mapper.createObjectNode()
                .put("benchmark", "efficiency")
                .put("machine", Machine.description())
                .put("bundle", plan.settings().bundle().id().toString())
                .put("policy", policy)
                .put("parallelism", plan.parallelism())
                .put("intraOpThreads", plan.settings().intraOpThreads())
                .put("maxBatchSize", stage.maxBatchSize())
                .put("maxLingerMillis", stage.maxLinger().toMillis())
                .put("deliveryGuarantee", plan.settings().kafka().guarantee().toString())
                .put("meanMultiplyAdds", last.meanMultiplyAdds())
                .put("accuracy", last.accuracy())
                .put("medianRatio", ratio())
                .put("medianBareSamplesPerSecond", bare())
                .put("medianJobSamplesPerSecond", job());
        row.set("left", mapper.valueToTree(last.left()));
        row.set("meanBatchSizes", mapper.valueToTree(last.batchFill()));
        row.set(
                "bareSamplesPerSecond",
                mapper.valueToTree(pairs.stream().map(Pair::bare).toList()));
        row.set(
                "jobSamplesPerSecond",
                mapper.valueToTree(pairs.stream()
                        .map(pair -> pair.job().samplesPerSecond())
                        .toList()));
        return row;
    }

    private double bare() {
        return Pair.median(pairs.stream().map(Pair::bare).toList());
    }

    private double job() {
        return Pair.median(
                pairs.stream().map(pair -> pair.job().samplesPerSecond()).toList());
    }

    private JobRound last() {
        return pairs.get(pairs.size() - 1).job();
    }
}
