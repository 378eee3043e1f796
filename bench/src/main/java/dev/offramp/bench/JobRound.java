package dev.offramp.bench;

import dev.offramp.cli.terminal.Figures;
import dev.offramp.schema.Classification;
import dev.offramp.schema.StageVisit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One round of the job, or of something that answers as the job does.
 *
 * @param left           samples that left at each exit
 * @param batchFill      mean size of the batches that samples shared, for each stage that ran
 * @param policyVersions that the answers name
 */
record JobRound(
        double samplesPerSecond,
        int samples,
        double accuracy,
        double meanMultiplyAdds,
        List<Long> left,
        List<Double> batchFill,
        Set<Long> policyVersions) {

    /** What {@link #cells} are. */
    static final List<String> COLUMNS =
            List.of("accuracy", "multiply-adds", "left at exit 1/2/... (%)", "mean batch of stage 1/2/...", "policy");

    static JobRound of(double samplesPerSecond, List<Classification> answers) {
        int exits = answers.stream().mapToInt(Classification::getExit).max().orElse(0);
        List<Long> left = new ArrayList<>(Collections.nCopies(exits, 0L));
        List<Double> batches = new ArrayList<>(Collections.nCopies(exits, 0.0));
        List<Long> visits = new ArrayList<>(Collections.nCopies(exits, 0L));
        for (Classification answer : answers) {
            left.set(answer.getExit() - 1, left.get(answer.getExit() - 1) + 1);
            List<StageVisit> stages = answer.getJourney().getStages();
            for (int stage = 0; stage < stages.size(); stage++) {
                batches.set(stage, batches.get(stage) + stages.get(stage).getBatchSize());
                visits.set(stage, visits.get(stage) + 1);
            }
        }
        List<Double> fill = IntStream.range(0, exits)
                .filter(stage -> visits.get(stage) > 0)
                .mapToObj(stage -> batches.get(stage) / visits.get(stage))
                .toList();
        double correct = answers.stream().filter(JobRound::isCorrect).count();
        double multiplyAdds = answers.stream()
                .mapToLong(answer -> answer.getJourney().getMultiplyAdds())
                .sum();
        Set<Long> versions =
                answers.stream().map(Classification::getPolicyVersion).collect(Collectors.toCollection(TreeSet::new));
        int samples = answers.size();
        return new JobRound(samplesPerSecond, samples, correct / samples, multiplyAdds / samples, left, fill, versions);
    }

    /** Several rounds as one: everything is weighted by the samples, and batch sizes are those of the last round. */
    static JobRound together(double samplesPerSecond, List<JobRound> rounds) {
        int samples = rounds.stream().mapToInt(JobRound::samples).sum();
        double correct = rounds.stream()
                .mapToDouble(round -> round.accuracy * round.samples)
                .sum();
        double multiplyAdds = rounds.stream()
                .mapToDouble(round -> round.meanMultiplyAdds * round.samples)
                .sum();
        int exits = rounds.stream().mapToInt(round -> round.left.size()).max().orElse(0);
        List<Long> left = new ArrayList<>(Collections.nCopies(exits, 0L));
        Set<Long> versions = new TreeSet<>();
        for (JobRound round : rounds) {
            versions.addAll(round.policyVersions);
            for (int exit = 0; exit < round.left.size(); exit++) {
                left.set(exit, left.get(exit) + round.left.get(exit));
            }
        }
        List<Double> fill = rounds.get(rounds.size() - 1).batchFill;
        return new JobRound(samplesPerSecond, samples, correct / samples, multiplyAdds / samples, left, fill, versions);
    }

    /** The same, where stages ran other batches than the answers say. */
    JobRound withBatchFill(List<Double> actual) {
        return new JobRound(samplesPerSecond, samples, accuracy, meanMultiplyAdds, left, actual, policyVersions);
    }

    /** What came out, for a table. */
    List<String> cells() {
        return List.of(
                Figures.percent(accuracy),
                Figures.multiplyAdds(meanMultiplyAdds),
                leftPercent(),
                byStage(batchFill.stream()),
                policyVersions.stream().map(version -> "v" + version).collect(Collectors.joining(" ")));
    }

    /** Of the samples, that left at each exit, as in {@code 84.3/13.4/2.0/0.3}. */
    String leftPercent() {
        return byStage(left.stream().map(count -> 100.0 * count / samples));
    }

    /** A number a stage, as tables have it. */
    static String byStage(Stream<Double> values) {
        return values.map(value -> String.format(Locale.ROOT, "%.1f", value)).collect(Collectors.joining("/"));
    }

    private static boolean isCorrect(Classification answer) {
        Integer label = answer.getLabel();
        return label != null && label == answer.getPredicted();
    }
}
